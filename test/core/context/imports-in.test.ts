import { expect } from "chai";
import { importsIn } from "../../../src/core/context/imports-in.ts";

describe("imports in a file of rules", () => {
  it("stand at the beginning of a word, each once, without what follows a sentence", () => {
    expect(importsIn("See @docs/a.md, (@b.md) and @~/c.md. Mail me@example.test @docs/a.md!")).to.deep.equal(["docs/a.md", "b.md", "~/c.md"]);
  });

  it("are none in code, of one tick, of several, and between fences", () => {
    const text = "`@a` ``@b ` @c`` @d\n```ts\n@e\n```\n~~~\n@f\n~~~\n@g\n``` @h\n@i";
    expect(importsIn(text)).to.deep.equal(["d", "g"]);
  });

  it("are found in no time, whatever the text holds", () => {
    const started = performance.now();
    for (const text of [Array.from({ length: 360 }, (_, index) => `${"`".repeat(index + 1)}a`).join(""), "` ".repeat(32_000), "```a\n".repeat(13_000), "@".repeat(65_000), `@${".*".repeat(32_000)}`]) importsIn(text);
    expect(performance.now() - started).to.be.lessThan(2000);
  });
});
