import type { ToolCallPart, UserAnswer } from "@ainative-code/sdk";
import { expect } from "chai";
import { modeText } from "../../../src/core/agent/mode-told.ts";
import { withPlanTool } from "../../../src/core/agent/plan-tool.ts";
import { planningExecutor } from "../../../src/core/agent/present-plan.ts";
import type { PermissionMode } from "../../../src/core/permissions/permission-mode.ts";
import type { Executed } from "../../../src/core/tools/executor.ts";

interface Presented {
  readonly executed: Executed;
  readonly text: string;
  readonly changes: readonly PermissionMode[];
}

async function present(plan: unknown, answer: UserAnswer | undefined, mode: PermissionMode = "plan"): Promise<Presented> {
  const changes: PermissionMode[] = [];
  const executor = planningExecutor({ execute: () => Promise.reject(new Error("passed on")) }, {
    mode: () => mode,
    clock: { now: () => 0 },
    ask: answer === undefined ? undefined : () => Promise.resolve(answer),
    change: (changed) => Promise.resolve(void changes.push(changed)),
  });
  const call: ToolCallPart = { type: "tool-call", id: "c", name: "present_plan", input: { plan } };
  const executed = await executor.execute(call, { sessionId: "s", signal: new AbortController().signal, onOutput: () => undefined });
  const [part] = executed.result.content;
  return { executed, text: part?.type === "text" ? part.text : "", changes };
}

const chosen = (label: string): UserAnswer => ({ kind: "chosen", labels: [label] });

describe("a plan that is handed in", () => {
  it("is carried out in the mode that the person chooses, and the model is told which", async () => {
    for (const [label, mode] of [["Carry it out, asking me before changes", "ask"], ["Carry it out, changing files without asking", "accept-edits"]] as const) {
      const { executed, text, changes } = await present("1. Do it.", chosen(label));
      expect([executed.result.status, changes]).to.deep.equal(["ok", [mode]]);
      expect(text).to.equal(`The user has approved the plan: carry it out. ${modeText(mode)}`);
    }
  });

  it("is gone on with where they say so, in their words or without", async () => {
    const said = await present("1. Do it.", { kind: "text", text: "Tests first." });
    expect([said.executed.result.status, said.text, said.changes]).to.deep.equal(["denied", "The user has not approved it yet, and says: Tests first.", []]);
    const more = await present("1. Do it.", chosen("Go on planning"));
    expect([more.executed.result.status, more.changes]).to.deep.equal(["denied", []]);
  });

  it("is the answer of the turn where nobody is there", async () => {
    expect((await present("1. Do it.", undefined)).executed.halt).to.deep.equal({ answer: "1. Do it." });
  });

  it("is no plan without words, and out of place in another mode: a sentence says so and nothing changes", async () => {
    for (const plan of ["", " ", 5, undefined]) expect((await present(plan, chosen("Go on planning"))).text).to.equal("There is no plan in it.");
    const { text, executed, changes } = await present("1. Do it.", chosen("Go on planning"), "ask");
    expect([text, executed.result.status, changes]).to.deep.equal([`There is no plan mode now: go on with the work. ${modeText("ask")}`, "error", []]);
  });

  it("has its tool among the others by name, once", () => {
    const named = (...names: readonly string[]): readonly string[] =>
      withPlanTool(names.map((name) => ({ name, description: name, input: { type: "object" } }))).map(({ name }) => name);
    expect(named("glob", "read")).to.deep.equal(["glob", "present_plan", "read"]);
    expect(named("present_plan", "zeta")).to.deep.equal(["present_plan", "zeta"]);
  });
});
