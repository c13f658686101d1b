import { AinError } from "@ainative-code/sdk";
import { expect } from "chai";
import type { AgentEvent } from "../../src/core/agent/agent-event.ts";
import { streamJsonFace } from "../../src/print/stream-json.ts";
import { answerMessage, call, ended, eventsOf, memory, says, sessionEvent, streamed, toolEnded, userMessage } from "./sample-events.ts";

const read = call("read", { path: "a" });
const error = new AinError("rate-limit", "Slow.", { actions: ["Wait"] });
const events: readonly AgentEvent[] = [
  sessionEvent,
  { type: "message", message: userMessage("Go\u2028on") },
  streamed({ type: "retry", attempt: 1, delayMs: 5, error }),
  streamed({ type: "text-delta", part: 0, text: "I look" }),
  { type: "message", message: answerMessage([{ type: "text", text: "I look" }, read], "tool-calls") },
  { type: "tool-begin", call: read },
  { type: "tool-output", callId: "c-1", text: "o" },
  toolEnded(read, "ok", "one"),
  { type: "notice", level: "warning", text: "Oh." },
  ended({ kind: "done" }, "I look"),
];

async function lines(partial: boolean): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const output = memory();
  await streamJsonFace({ partial })(eventsOf(...events), output);
  expect(output.err()).to.equal("");
  expect(output.out().endsWith("\n")).to.equal(true);
  return output.out().split("\n").slice(0, -1).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

describe("the stream-json face", () => {
  it("prints each event as one line of JSON, the result last", async () => {
    const all = await lines(false);
    const types = ["system", "user", "stream_event", "assistant", "tool_begin", "tool_end", "notice", "result"];
    expect(all.map(({ type }) => type)).to.deep.equal(types);
    for (const line of all) expect(line).to.have.property("session_id", "s-1");
    expect(all[0]).to.deep.include({ subtype: "init", cwd: "/project", model: "p/m", tools: ["bash", "read"] });
    expect(all[0]).to.include({ permission_mode: "ask", resumed: false });
    expect(all[1]).to.have.nested.property("message.parts[0].text", "Go\u2028on");
    expect(all[5]).to.deep.include({ details: null, duration_ms: 1234 }).and.to.have.nested.property("result.status", "ok");
    expect(all[7]).to.include({ subtype: "success", exit_code: 0, result: "I look" });
  });

  it("tells a wait with its reason, and pieces of the answer where they are asked for", async () => {
    const all = await lines(true);
    const types = all.map(({ type }) => type);
    expect(types.filter((type) => type === "stream_event")).to.have.length(2);
    expect(types).to.include("tool_output");
    const retry = all.find(({ type }) => type === "stream_event");
    expect(retry).to.have.nested.property("event.error.code", "rate-limit");
  });

  it("hands on a burst of lines together", async () => {
    const output = memory();
    const burst = Array.from({ length: 50 }, (_, index) => streamed({ type: "text-delta", part: 0, text: String(index) }));
    await streamJsonFace({ partial: true })(eventsOf(...burst, ended({ kind: "done" })), output);
    expect(output.out().split("\n")).to.have.length(52);
    expect(output.writes.length).to.be.below(5);
  });

  it("prints what is saved before anything that comes after it", async () => {
    const output = memory();
    const [answer] = says("x").slice(-1);
    expect(answer).to.not.equal(undefined);
    await streamJsonFace({ partial: false })(eventsOf(...says("x"), ended({ kind: "failed", error })), output);
    const [first, last] = output.out().trim().split("\n").map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    expect(first).to.include({ type: "assistant" });
    expect(last).to.include({ type: "result", exit_code: 43, is_error: true });
  });
});
