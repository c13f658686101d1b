import type { ToolCallPart, Usage } from "@ainative-code/sdk";
import { expect } from "chai";
import type { AgentEvent, SubAgentEvent } from "../../src/core/agent/agent-event.ts";
import { TaskLines, taskTook } from "../../src/print/task-line.ts";

const within = (event: AgentEvent, callId = "c1"): SubAgentEvent => ({ type: "sub-agent", callId, agent: "explore", event });
const glob: ToolCallPart = { type: "tool-call", id: "g", name: "glob", input: { pattern: "*.ts" } };
const usage: Usage = { input: { total: 11_000, fresh: 11_000, cacheRead: 0, cacheWrite: 0 }, output: { total: 1000 } };
const answer: AgentEvent = {
  type: "message",
  message: { id: "m", role: "assistant", createdAt: "", parts: [glob], origin: { provider: "p", api: "a", model: "m" }, stop: { reason: "tool-calls" }, usage, cost: { usd: 0.02, basis: "estimated" } },
};

describe("the lines of tasks that run", () => {
  it("tell requests, calls, tokens, cost and what is done, one for each until it ends", () => {
    const lines = new TaskLines();
    lines.see(within({ type: "notice", level: "info", text: "x" }));
    expect(lines.lines).to.deep.equal(["explore: 0 requests, 0 calls, 0 tokens · begins"]);
    lines.see(within(answer));
    lines.see(within({ type: "tool-begin", call: glob }));
    lines.see(within({ type: "stream", event: { type: "text-delta", part: 0, text: "a" } }, "c2"));
    expect(lines.lines).to.deep.equal(["explore: 1 request, 1 call, 12k tokens, $0.02 · glob *.ts", "explore: 0 requests, 0 calls, 0 tokens · answers"]);
    lines.see(within({ type: "result", outcome: { kind: "done" }, sessionId: "s", text: "", steps: 1, usage, durationMs: 1 }));
    expect(lines.lines).to.have.length(1);
  });

  it("tell two of a kind apart by what they are about, also further down", () => {
    const lines = new TaskLines();
    lines.begun({ ...glob, id: "c1", name: "task", input: { description: "look at\n a" } });
    lines.see(within(answer));
    lines.see(within({ type: "tool-begin", call: { ...glob, id: "c3", name: "task", input: { description: "look at b" } } }));
    lines.see(within({ type: "notice", level: "info", text: "x" }, "c3"));
    expect(lines.lines.map((line) => line.split(":")[0])).to.deep.equal(["look at a (explore)", "look at b (explore)"]);
  });
});

describe("what a task took", () => {
  it("is told of a task that ran, and of nothing else", () => {
    const details = { agent: "explore", steps: 2, toolCalls: 1, tokens: 900, usd: 0.5 };
    expect(taskTook({ call: { ...glob, name: "task" }, details })).to.equal("explore: 2 requests, 1 call, 900 tokens, $0.50");
    expect([taskTook({ call: glob, details }), taskTook({ call: { ...glob, name: "task" }, details: undefined })]).to.deep.equal([undefined, undefined]);
  });
});
