import { AinError } from "@ainative-code/sdk";
import type { StreamEvent, ToolCallPart } from "@ainative-code/sdk";
import { expect } from "chai";
import { AnswerBuilder } from "../../../src/core/providers/answer-builder.ts";

const origin = { provider: "p", api: "", model: "m" };
const call: ToolCallPart = { type: "tool-call", id: "c1", name: "read", input: { path: "a" } };

function built(...events: readonly StreamEvent[]): ReturnType<AnswerBuilder["message"]> {
  const builder = new AnswerBuilder(origin, () => 0);
  for (const event of events) builder.add(event);
  return builder.message("id");
}

describe("the message of an answer", () => {
  it("joins deltas and keeps what the vendor needs back", () => {
    const message = built(
      { type: "start", origin: { provider: "p", api: "x", model: "m", responseId: "r" } },
      { type: "thinking-start", part: 0 },
      { type: "thinking-delta", part: 0, text: "hm" },
      { type: "thinking-end", part: 0, native: { signature: "s" } },
      { type: "text-start", part: 1 },
      { type: "text-delta", part: 1, text: "He" },
      { type: "text-delta", part: 1, text: "llo" },
      { type: "text-end", part: 1, native: { id: 1 } },
      { type: "tool-start", part: 2, id: "c1", name: "read" },
      { type: "tool-end", part: 2, call },
      { type: "finish", stop: { reason: "tool-calls" }, native: { items: [1] } },
    );
    expect(message.parts).to.deep.equal([
      { type: "thinking", text: "hm", native: { signature: "s" } },
      { type: "text", text: "Hello", native: { id: 1 } },
      call,
    ]);
    expect(message.origin).to.deep.include({ api: "x", responseId: "r" });
    expect([message.stop.reason, message.native]).to.deep.equal(["tool-calls", { items: [1] }]);
  });

  it("keeps a text that was cut off, and drops half a thought and half a call", () => {
    const message = built(
      { type: "thinking-start", part: 0 },
      { type: "thinking-delta", part: 0, text: "half" },
      { type: "text-start", part: 1 },
      { type: "text-delta", part: 1, text: "half a sent" },
      { type: "tool-start", part: 2, id: "c", name: "write" },
      { type: "tool-delta", part: 2, textDelta: "{" },
      { type: "error", error: new AinError("network", "gone") },
    );
    expect(message.parts).to.deep.equal([{ type: "text", text: "half a sent" }]);
    expect(message.stop).to.deep.equal({ reason: "error", raw: "network" });
  });

  it("puts interleaved parts in the order of their numbers", () => {
    const message = built(
      { type: "text-start", part: 0 },
      { type: "text-start", part: 1 },
      { type: "text-delta", part: 1, text: "b" },
      { type: "text-delta", part: 0, text: "a" },
      { type: "text-end", part: 1 },
      { type: "text-end", part: 0 },
      { type: "finish", stop: { reason: "stop" } },
    );
    expect(message.parts.map((part) => (part.type === "text" ? part.text : ""))).to.deep.equal(["a", "b"]);
  });

  it("calls an answer without a terminal event interrupted", () => {
    expect(built({ type: "text-start", part: 0 }).stop.reason).to.equal("interrupted");
  });
});
