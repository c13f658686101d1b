import { utimesSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import glob from "../src/glob.ts";
import { withTools } from "./with-tools.ts";

describe("glob", () => {
  const bench = withTools();

  /** The first one is the newest. */
  const put = (...names: readonly string[]): void => {
    for (const [index, name] of names.entries()) {
      bench.put(name, "");
      utimesSync(join(bench.cwd, name), 2_000_000_000 - index, 2_000_000_000 - index);
    }
  };

  it("finds files by pattern, newest first", async () => {
    put("src/b.ts", "a.ts", "src/deep/c.ts", "src/d.js", "e.md");
    expect(await bench.ask(glob, { pattern: "**/*.ts" })).to.equal("src/b.ts\na.ts\nsrc/deep/c.ts");
    expect(await bench.ask(glob, { pattern: "*.ts" })).to.equal("a.ts");
    expect(await bench.ask(glob, { pattern: "./src/*.{js,ts}" })).to.equal("src/b.ts\nsrc/d.js");
    expect(await bench.ask(glob, { pattern: "src/deep/c.ts" })).to.equal("src/deep/c.ts");
  });

  it("looks in a folder, relative or absolute, in path or pattern", async () => {
    put("src/a.ts", "src/x/b.ts", "c.ts");
    expect(await bench.ask(glob, { pattern: "**/*.ts", path: "src" })).to.equal("src/a.ts\nsrc/x/b.ts");
    expect(await bench.ask(glob, { pattern: "x/*.ts", path: join(bench.cwd, "src") })).to.equal("src/x/b.ts");
    expect(await bench.ask(glob, { pattern: `${bench.cwd}/*.ts` })).to.equal("c.ts");
  });

  it("finds hidden, strange and non-Latin names", async () => {
    put(".github/workflows/ci.yml", "@scope/it's (1).yml", "日本/ä b.yml");
    expect((await bench.ask(glob, { pattern: "**/*.yml" })).split("\n")).to.have.length(3);
  });

  it("leaves out what is ignored, unless told otherwise", async () => {
    put("a.log", "dist/b.log", "c.log");
    bench.put(".gitignore", "dist\n/c.log\n");
    expect(await bench.ask(glob, { pattern: "**/*.log" })).to.equal("a.log");
    expect(await bench.ask(glob, { pattern: "**/*.log", includeIgnored: true })).to.equal("a.log\ndist/b.log\nc.log");
  });

  it("returns 200 paths at most and says so", async () => {
    put(...Array.from({ length: 230 }, (_, index) => `f${index}`));
    const lines = (await bench.ask(glob, { pattern: "f*" })).split("\n");
    expect(lines).to.have.length(201);
    expect(lines[0]).to.equal("f0");
    expect(lines.at(-1)).to.equal("(200 of 230 files, newest first; use a narrower pattern)");
  });

  it("says that nothing matches, and what is wrong with the path", async () => {
    put("a");
    expect(await bench.ask(glob, { pattern: "*.zig" })).to.equal("No files match *.zig.");
    expect(await bench.ask(glob, { pattern: "nowhere/*.ts" })).to.equal("No files match nowhere/*.ts.");
    expect(await bench.failure(glob, { pattern: "*", path: "nowhere" })).to.match(/^invalid-input: .*does not exist/);
    expect(await bench.failure(glob, { pattern: "*", path: "a" })).to.match(/^invalid-input: .*not a folder/);
    expect(await bench.failure(glob, { pattern: "../*" })).to.match(/^permission-denied/);
    expect(await bench.failure(glob, { pattern: "/etc/*" })).to.match(/^permission-denied/);
  });

  for (const pattern of [`${"*a".repeat(13)}*b`, "+(a*)b"]) {
    it(`gives up on ${pattern}, which would take for ever`, async () => {
      put(`${"a".repeat(49)}c`);
      const started = performance.now();
      expect(await bench.failure(glob, { pattern })).to.match(/^invalid-input: The pattern .* takes too long/);
      expect(performance.now() - started).to.be.lessThan(10_000);
      expect(await bench.ask(glob, { pattern: "a*c" }), "and works on").to.equal(`${"a".repeat(49)}c`);
    });
  }

  it("declares the folder it looks in", () => {
    expect(glob.access({ pattern: "*.ts" })).to.deep.equal([{ kind: "read", path: "." }]);
    expect(glob.access({ pattern: "**/*.ts", path: "a" })).to.deep.equal([{ kind: "read", path: "a" }]);
    expect(glob.access({ pattern: "../b/*.ts", path: "a" })).to.deep.equal([{ kind: "read", path: "b" }]);
    expect(glob.access({ pattern: "/etc/**" })).to.deep.equal([{ kind: "read", path: "/etc" }]);
    expect(glob.access({ pattern: "/*" })).to.deep.equal([{ kind: "read", path: "/" }]);
  });
});
