import { expect } from "chai";
import { manifest, repository, testLaw } from "../law-test.ts";
import { sizeExceptions } from "../size-exceptions.ts";
import { sizes } from "./sizes.ts";

const lines = (count: number): string => "export {};\n".repeat(count);
const functionOf = (count: number): string => `export function long() {\n${";\n".repeat(count - 2)}}\n`;
const isHere = (tree: unknown): boolean => tree === repository();
const plugin = {
  "plugins/a/package.json": manifest("a", {
    ainative: { tools: [{ name: "t", module: "./dist/t.js" }], providers: [{ id: "p", module: "./dist/p.js" }] },
  }),
};

testLaw("files and functions are small", (tree) => sizes(tree, isHere(tree) ? sizeExceptions : {}), {
  "a long file": { files: { "src/core/a.ts": lines(301) }, complaint: "src/core/a.ts has 301 lines, a file 300 at most" },
  "a long command": { files: { "src/commands/a/b.ts": lines(81) }, complaint: "a command 80 at most" },
  "a long tool": { files: { ...plugin, "plugins/a/src/t.ts": lines(151) }, complaint: "a tool 150 at most" },
  "a long provider": { files: { ...plugin, "plugins/a/src/p.ts": lines(201) }, complaint: "a provider 200 at most" },
  "a long function": {
    files: { "scripts/a.ts": functionOf(61) },
    complaint: "scripts/a.ts:1 long has 61 lines, a function 60 at most",
  },
  "sizes at their limits, and a long `describe`": {
    files: {
      ...plugin,
      "src/core/a.ts": lines(300),
      "src/core/b.ts": functionOf(60),
      "test/c.ts": `describe("x", () => {${"\n".repeat(99)} it("y", f); });`,
    },
  },
});

describe("exceptions from the sizes", () => {
  const tree = new Map(Object.entries({ "src/core/a.ts": lines(301), "src/core/b.ts": functionOf(61) }));
  const reasons = {
    "src/core/a.ts": "one table of the wire, in the order of its specification",
    "src/core/b.ts#long": "one state machine that is read from top to bottom",
  };

  it("let a long file and a long function pass, each with its reason", () => {
    expect(sizes(tree, reasons)).to.deep.equal([]);
  });

  it("are reported when they are not needed any more", () => {
    const complaints = sizes(tree, { ...reasons, "src/core/c.ts": "it was long once upon a time" });
    expect(complaints).to.deep.equal(["size-exceptions.ts: src/core/c.ts needs no exception any more"]);
  });

  it("are reported when they give no reason", () => {
    const complaints = sizes(tree, { ...reasons, "src/core/a.ts": "long" });
    expect(complaints).to.deep.equal(["size-exceptions.ts: src/core/a.ts has no reason"]);
  });
});
