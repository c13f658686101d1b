import { expect } from "chai";
import { buildOnce } from "../boot/built-cli.ts";
import { runTests } from "./repository.ts";
import { callsOf, expectSaved } from "./saved-task.ts";
import { bash, call, tape } from "./tape.ts";
import { expectPlayed, taskScene } from "./task-scene.ts";

const todo = (now: number): ReturnType<typeof call> => {
  const status = (index: number): string => (index < now ? "done" : index === now ? "in-progress" : "pending");
  return call("todo", { items: ["Halve fees of children", "Tell it in the letter", "Test it"].map((text, index) => ({ text, status: status(index) })) });
};

const test = `import assert from "node:assert/strict";
import { test } from "node:test";
import { childFeeCents } from "../src/child.js";
import { letter } from "../src/letter.js";

test("a child pays half", () => assert.equal(childFeeCents(5), 20));

test("the letter of a child says so", () => {
  assert.equal(letter([{ title: "Emma", due: "2026-03-01" }], "2026-03-11", { child: true }), "Emma: 0.70\\nHalf the fee for children\\nSum: 0.70");
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
      () => ({ text: "I look around.", calls: [{ name: "list", input: {} }, { name: "glob", input: { pattern: "src/*.js" } }] }),
      ({ find, results }) => (find(/letter\.js/), { calls: (results[1]?.match(/^src\/(?:fee|letter)\.js$/gm) ?? []).map((path) => ({ name: "read", input: { path } })) }),
      ({ results: [, letter = ""], find }) => (find(/export function feeCents/), { calls: [...(todo(0).calls ?? []), { name: "apply_patch", input: { patch: patchOf(letter) } }] }),
      ({ find }) => (find(/src\/child\.js/), { calls: [...(todo(2).calls ?? []), { name: "write", input: { path: "test/child.test.js", content: test } }] }),
      ({ find }) => (find(/\[>\] Test it/), bash(runTests)),
      // It named one function in two ways, as models do.
      ({ find }) => {
        const [asked = ""] = find(/'\.\/child\.js' does not provide an export named '(\w+)'/);
        return call("edit", { path: "src/letter.js", oldText: asked, newText: "childFeeCents", replaceAll: true });
      },
      ({ find }) => (find(/2 replacements/), bash(runTests)),
      ({ find }) => (find(/pass 8\n[^]*fail 0\n/), todo(3)),
      ({ find }) => (find(/3 of 3 done/), { text: "Children pay half now." }),
    );
    await using s = await taskScene(played);
    const done = await s.chat("Children shall pay half, and the letter shall say so.");
    expectPlayed(done, played, s);
    expect(s.repository.test()).to.deep.equal({ passed: 8, failed: 0 });
    expect(s.repository.changed()).to.deep.equal(["M README.md", "M src/letter.js", "?? src/child.js", "?? test/child.test.js"]);
    expect(s.repository.text("test/child.test.js")).to.equal(test);
    const saved = await expectSaved(s, done.stdout);
    expect(callsOf(saved).slice(4)).to.deep.equal(["todo ok", "apply_patch ok", "todo ok", "write ok", "bash error", "edit ok", "bash ok", "todo ok"]);

    await s.undo();
    expect([s.repository.changed(), s.repository.test()]).to.deep.equal([[], { passed: 6, failed: 0 }]);
  });
});
