import { expect } from "chai";
import { matchesGlob } from "node:path";
import { globMatch } from "../../../src/core/context/glob-match.ts";

describe("a glob of rules", () => {
  const globs = ["*.ts", "**/*.ts", "src/**", "src/**/*.ts", "src/*", "src", "**", "*", "a?.md", "**/test/**", "{src,lib}/**/*.{ts,js}", "src/[ab].ts", "src/[!a].ts", "[a-c]*", "a{b,c{d,e}}.md", "**/a/**/b", "x.ts", "src/a.ts", "ä?.md"];
  const paths = ["x.ts", "src/a.ts", "src/b.ts", "src/deep/er/a.ts", "src", "lib/x.js", "lib/a/x.ts", "test/x", "a/test/b/c", "ab.md", "acd.md", "ace.md", "ac.md", "a/b", "q/a/x/y/b", "aß.md", "äß.md", "b"];

  it("means the same as elsewhere", () => {
    for (const glob of globs) for (const path of paths) expect(globMatch(glob, path), `${glob} on ${path}`).to.equal(matchesGlob(path, glob));
  });

  it("takes no time to speak of, whatever it holds", () => {
    const name = `${"a".repeat(200)}b`;
    const started = performance.now();
    for (const glob of [`**/${"*a".repeat(100)}c`, `${"**/a/".repeat(200)}c`, `{${"a,".repeat(300)}b}`, "{a,b}".repeat(40), "[a".repeat(1000)]) {
      expect(globMatch(glob, `${"a/".repeat(100)}${name}`), glob.slice(0, 20)).to.equal(false);
    }
    expect(performance.now() - started).to.be.lessThan(2000);
  });
});
