import { expect } from "chai";
import { hookAnswer, type HookAnswer } from "../../../src/core/hooks/hook-answer.ts";
import type { HookEvent } from "../../../src/core/hooks/hook-event.ts";

const said = (value: unknown, event: HookEvent = "PreToolUse"): HookAnswer =>
  hookAnswer(event, { exitCode: 0, stdout: typeof value === "string" ? value : JSON.stringify(value), stderr: "" });
const ended = (exitCode: number, stderr = "", event: HookEvent = "PreToolUse"): HookAnswer => hookAnswer(event, { exitCode, stdout: "", stderr });

describe("what a hook says", () => {
  it("is yes by exit code 0, no by 2, also without a word, and a warning by any other", () => {
    expect(ended(0)).to.deep.equal({});
    expect(ended(2, " No.\n")).to.deep.equal({ block: "No." });
    expect(ended(2, " \n")).to.deep.equal({ block: "it gave no reason" });
    expect(ended(1, "Hm.\nMore.")).to.deep.equal({ notice: "ended with exit code 1: Hm." });
    expect(ended(3)).to.deep.equal({ notice: "ended with exit code 3" });
  });

  it("is nothing where it could not run, or was killed", () => {
    for (const code of [126, 127, 137, 143, 165]) expect(ended(code, "sh: no such file")).to.deep.equal({ failure: `ended with exit code ${String(code)}: sh: no such file` });
    expect(ended(125)).to.have.property("notice");
    expect(ended(166)).to.have.property("notice");
    expect(hookAnswer("Stop", { failure: "took too long" })).to.deep.equal({ failure: "took too long" });
  });

  it("is for the model as plain words at the beginning of things only", () => {
    for (const event of ["UserPromptSubmit", "SessionStart", "SubagentStart"] as const) expect(said("Mind the gap.\n", event)).to.deep.equal({ context: "Mind the gap." });
    for (const event of ["PreToolUse", "PostToolUse", "Stop", "Notification"] as const) expect(said("Mind the gap.", event)).to.deep.equal({});
  });

  it("is read as JSON in each of its shapes", () => {
    const cases: readonly (readonly [unknown, HookAnswer])[] = [
      [{ decision: "block", reason: "No." }, { block: "No." }],
      [{ decision: "approve" }, { permission: "allow" }],
      [{ permissionDecision: "deny" }, { block: "it gave no reason" }],
      [{ hookSpecificOutput: { permissionDecision: "ask", permissionDecisionReason: "Sure?" } }, { permission: "ask" }],
      [{ decision: { behavior: "deny", message: "No." } }, { block: "No." }],
      [{ decision: { behavior: "allow", updatedInput: { a: 1 } } }, { permission: "allow", input: { a: 1 } }],
      [{ updatedInput: { a: 1 }, additionalContext: "c", systemMessage: "m" }, { input: { a: 1 }, context: "c", notice: "m" }],
      [{ continue: false, stopReason: "Lunch." }, { halt: "Lunch." }],
      [{ continue: false }, { halt: "it gave no reason" }],
      [{ additionalContext: 5, updatedInput: "no", systemMessage: " " }, {}],
    ];
    for (const [value, answer] of cases) expect(said(value), JSON.stringify(value)).to.deep.equal(answer);
  });

  it("is a failure where it can't be understood", () => {
    expect(said("{broken")).to.deep.equal({ failure: "printed JSON that can't be read" });
    expect(said({ decision: "maybe" }).failure).to.include('decided "maybe"');
  });

  it("is cut where it is long", () => {
    expect(ended(2, "x".repeat(50_000)).block).to.have.length(10_001);
    expect(said({ additionalContext: "x".repeat(50_000) }).context).to.have.length(10_001);
  });
});
