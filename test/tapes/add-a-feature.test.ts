import { expect } from "chai";
import { buildOnce } from "../boot/built-cli.ts";
import { runTests } from "./repository.ts";
import { callsOf, expectSaved } from "./saved-task.ts";
import { after, bash, call, read, tape, together } from "./tape.ts";
import { expectPlayed, taskScene } from "./task-scene.ts";

const todo = (now: number): ReturnType<typeof call> => {
  const status = (index: number): string => (index < now ? "done" : index === now ? "in-progress" : "pending");
  const items = ["Halve fees of children", "Tell it in the letter", "Test it"];
  return call("todo", { items: items.map((text, index) => ({ text, status: status(index) })) });
};

const test = `import assert from "node:assert/strict";
import { test } from "node:test";
import { childFeeCents } from "../src/child.js";
import { letter } from "../src/letter.js";

test("a child pays half", () => assert.equal(childFeeCents(5), 20));

test("the letter of a child says so", () => {
  const loans = [{ title: "Emma", due: "2026-03-01" }];
  assert.equal(letter(loans, "2026-03-11", { child: true }), "Emma: 0.70\\nHalf the fee for children\\nSum: 0.70");
});
`;

/** The patch for a letter as the model has read it; its numbers are not part of the file. */
function patchOf(letter: string): string {
  const lines = letter.split("\n").map((line) => line.replace(/^\s*\d+\t/, ""));
  const line = (begins: string): string => lines.find((each) => each.trim().startsWith(begins)) ?? "";
  const [head, rows, end] = ["export function letter", "const rows", "return"].map(line);
  return [
    "*** Begin Patch",
    "*** Add File: src/child.js",
    '+import { feeCents } from "./fee.js";',
    "+",
    "+/** Children pay half of what others do. */",
    "+export function childFeeCents(daysLate) {",
    "+  return feeCents(daysLate) / 2;",
    "+}",
    "*** Update File: src/letter.js",
    "@@",
    '+import { childFeesCents } from "./child.js";',
    ' import { daysBetween } from "./days.js";',
    "@@",
    `-${head}`,
    "+export function letter(loans, today, { child = false } = {}) {",
    "+  const fee = child ? childFeesCents : feeCents;",
    "@@",
    `-${rows}`,
    `-${end}`,
    `+${rows?.replace("feeCents(", "fee(")}`,
    "+  const sum = late.reduce((cents, { due }) => cents + fee(daysBetween(due, today)), 0);",
    '+  return [...rows, ...(child ? ["Half the fee for children"] : []), `Sum: ${formatCents(sum)}`].join("\\n");',
    "*** Update File: README.md",
    "@@",
    " - Every later day costs 20 cents, up to 5.00 for a book.",
    "+- Children pay half.",
    "*** End Patch",
  ].join("\n");
}

describe("a feature over several files", () => {
  before(buildOnce);

  it("is written, its mistake is found by the tests and mended, and undo takes all of it back", async () => {
    const played = tape(
      () => together(call("list", {}), call("glob", { pattern: "src/*.js" })),
      ({ results: [, files = ""] }) => together(...(files.match(/^src\/(?:fee|letter)\.js$/gm) ?? []).map(read)),
      ({ results }) => {
        const letter = results.find((text) => text.includes("function letter")) ?? "";
        return together(todo(0), call("apply_patch", { patch: patchOf(letter) }));
      },
      after(/src\/child\.js/, together(todo(2), call("write", { path: "test/child.test.js", content: test }))),
      after(/\[>\] Test it/, bash(runTests)),
      // It named one function in two ways, as models do.
      ({ find }) => {
        const [asked = ""] = find(/'\.\/child\.js' does not provide an export named '(\w+)'/);
        return call("edit", { path: "src/letter.js", oldText: asked, newText: "childFeeCents", replaceAll: true });
      },
      after(/2 replacements/, bash(runTests)),
      after(/pass 8\n[^]*fail 0\n/, todo(3)),
      after(/3 of 3 done/, { text: "Children pay half now." }),
    );
    await using s = await taskScene(played);
    const done = await s.chat("Children shall pay half, and the letter shall say so.");
    expectPlayed(done, played, s);
    expect(s.repository.test()).to.deep.equal({ passed: 8, failed: 0 });
    expect(s.repository.changed()).to.deep.equal(["M README.md", "M src/letter.js", "?? src/child.js", "?? test/child.test.js"]);
    expect(s.repository.text("test/child.test.js")).to.equal(test);
    const saved = await expectSaved(s, done.stdout);
    const calls = ["todo ok", "apply_patch ok", "todo ok", "write ok", "bash error", "edit ok", "bash ok", "todo ok"];
    expect(callsOf(saved).slice(4)).to.deep.equal(calls);

    await s.undo();
    expect([s.repository.changed(), s.repository.test()]).to.deep.equal([[], { passed: 6, failed: 0 }]);
  });
});
