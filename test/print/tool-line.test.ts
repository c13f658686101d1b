import { expect } from "chai";
import { seconds, toolLine } from "../../src/print/tool-line.ts";
import { call } from "./sample-events.ts";

describe("the line of a tool call", () => {
  it("shows the input that says most", () => {
    expect(toolLine(call("bash", { description: "d", command: "npm test" }))).to.equal("bash npm test");
    expect(toolLine(call("grep", { pattern: "x", path: "src" }))).to.equal("grep x in src");
    expect(toolLine(call("glob", { pattern: "*.ts" }))).to.equal("glob *.ts");
    expect(toolLine(call("read", { path: "src/a.ts" }))).to.equal("read src/a.ts");
    expect(toolLine(call("fetch", { url: "https://a.test" }))).to.equal("fetch https://a.test");
    expect(toolLine(call("count", { n: 3 }))).to.equal('count {"n":3}');
    expect(toolLine(call("now"))).to.equal("now");
    expect(toolLine(call("present_plan", { plan: "# Plan\n\n1. This" }))).to.equal("present_plan");
    expect(toolLine(call("todo", { items: [{ text: "x", status: "done" }] }))).to.equal("todo 1 item");
    expect(toolLine(call("apply_patch", { patch: "*** Begin Patch\n*** Add File: a b\n+x\n*** Delete File: c\n" }))).to.equal("apply_patch a b, c");
    expect(toolLine(call("apply_patch", { patch: "--- a/x\t1\n+++ b/x\t2\n@@ -1 +1 @@\n" }))).to.equal("apply_patch x");
  });

  it("is one line of at most 100 characters of it", () => {
    const line = toolLine(call("bash", { command: `echo a\n\n\techo ${"b".repeat(200)}` }));
    expect(line).to.match(/^bash echo a echo b+…$/);
    expect(line).to.have.length("bash ".length + 100);
  });

  it("can't steer the terminal, not even by the name of a tool", () => {
    expect(toolLine(call("a\u001b[2J", { command: "\u001b[31m\u202e" }))).to.equal("a\\u001b[2J \\u001b[31m\\u202e");
  });
});

describe("a time for a person", () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, "0.0 s"],
    [149, "0.1 s"],
    [9_949, "9.9 s"],
    [12_400, "12 s"],
    [59_600, "1 min 0 s"],
    [185_000, "3 min 5 s"],
  ];
  for (const [ms, text] of cases) {
    it(`of ${ms} ms is ${text}`, () => {
      expect(seconds(ms)).to.equal(text);
    });
  }
});
