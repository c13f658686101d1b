import type { ToolCallPart } from "@ainative-code/sdk";
import { expect } from "chai";
import { gateFor } from "../../../src/core/agent/sub-agent-gate.ts";
import type { Ask, AskAnswer } from "../../../src/core/permissions/ask.ts";
import { Gatekeeper } from "../../../src/core/permissions/gatekeeper.ts";
import { narrower, type PermissionMode } from "../../../src/core/permissions/permission-mode.ts";
import type { PermissionQuestion } from "../../../src/core/permissions/question.ts";

const call = (name: string): ToolCallPart => ({ type: "tool-call", id: name, name, input: {} });
const question = (tool: string, risk: PermissionQuestion["risk"]): PermissionQuestion => ({ tool, risk, accesses: [] });
const { signal } = new AbortController();
const gatekeeper = (mode: PermissionMode, ask?: Ask): Gatekeeper => new Gatekeeper({ mode, allow: [], deny: [] }, ask);

describe("the gatekeeper", () => {
  it("asks one question at a time, and does not keep waiting what needs none", async () => {
    const open: ((answer: AskAnswer) => void)[] = [];
    const keeper = gatekeeper("ask", async () => new Promise((resolve) => open.push(resolve)));
    const [first, second] = [keeper.permit(call("run"), question("run", "execute"), signal), keeper.permit(call("run2"), question("run2", "execute"), signal)];
    expect(await keeper.permit(call("look"), question("look", "read"), signal)).to.include({ allowed: true });
    expect(open).to.have.length(1);
    open[0]?.({ answer: "once" });
    expect(await first).to.include({ allowed: true });
    while (open.length < 2) await Promise.resolve();
    open[1]?.({ answer: "deny" });
    expect(await second).to.include({ allowed: false });
  });

  it("does not ask again what was granted while the question waited", async () => {
    let asked = 0;
    const keeper = gatekeeper("ask", async () => Promise.resolve({ answer: asked++ === 0 ? "session" : "deny" }));
    const both = await Promise.all([1, 2].map(async () => keeper.permit(call("run"), question("run", "execute"), signal)));
    expect([both.map(({ allowed }) => allowed), asked]).to.deep.equal([[true, true], 1]);
  });

  it("tells who wants it, and holds a sub-agent to its own mode where that is narrower", async () => {
    const asked: (PermissionQuestion["origin"])[] = [];
    const ask: Ask = async (_call, { origin }) => {
      asked.push(origin);
      return Promise.resolve({ answer: "once" });
    };
    const explorer = gateFor(gatekeeper("bypass", ask), { agent: "explore", call: "c1", mode: "plan" });
    expect(await explorer.permit(call("run"), question("run", "execute"), signal)).to.include({ allowed: false, reason: "Refused: this sub-agent may only read." });
    const careful = gateFor(gatekeeper("bypass", ask), { agent: "careful", call: "c2", mode: "ask" });
    expect(await careful.permit(call("run"), question("run", "execute"), signal)).to.include({ allowed: true, decidedBy: "user" });
    expect(asked).to.deep.equal([{ agent: "careful", call: "c2", mode: "ask" }]);
    const bold = gateFor(gatekeeper("plan", ask), { agent: "bold", call: "c3", mode: "bypass" });
    expect(await bold.permit(call("run"), question("run", "execute"), signal)).to.include({ allowed: false, decidedBy: "mode:plan" });
  });
});

describe("the narrower of two permission modes", () => {
  it("is the one that lets less through; a missing one is none", () => {
    expect([narrower("bypass", "ask"), narrower("plan", "bypass"), narrower("accept-edits", "ask"), narrower("ask")]).to.deep.equal(["ask", "plan", "ask", "ask"]);
  });
});
