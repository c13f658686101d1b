import type { AssistantMessage } from "@ainative-code/sdk";
import { expect } from "chai";
import type { AgentEvent } from "../../../src/core/agent/agent-event.ts";
import { withWindowHint } from "../../../src/core/agent/window-hint.ts";

const result: AgentEvent = { type: "result", outcome: { kind: "done" }, sessionId: "s", text: "", steps: 1, usage: undefined, durationMs: 1 };

function answer(input: number): AgentEvent {
  const message: AssistantMessage = {
    id: "m",
    createdAt: "2026-01-01T00:00:00.000Z",
    role: "assistant",
    parts: [],
    origin: { provider: "p", api: "a", model: "m" },
    stop: { reason: "stop" },
    usage: { input: { total: input, fresh: input, cacheRead: 0, cacheWrite: 0 }, output: { total: 10 } },
  };
  return { type: "message", message };
}

async function told(events: readonly AgentEvent[], room: number | undefined): Promise<readonly AgentEvent[]> {
  const heard: AgentEvent[] = [];
  const source = (async function* source(): AsyncGenerator<AgentEvent, void> {
    yield* events;
  })();
  for await (const event of withWindowHint(source, async () => room)) heard.push(event);
  return heard;
}

describe("a hint that the window is nearly full", () => {
  it("comes before the result, by the last answer's usage", async () => {
    const events = [answer(10), answer(840), result];
    const heard = await told(events, 1000);
    const text = "The conversation fills 85 % of what the model can read. /compact sums it up.";
    expect(heard).to.deep.equal([...events.slice(0, 2), { type: "notice", level: "info", text }, result]);
  });

  for (const [when, used, room] of [
    ["there is room", 700, 1000],
    ["nobody knows how much room there is", 840, undefined],
  ] as const) {
    it(`does not come where ${when}`, async () => {
      const events = [answer(used), result];
      expect(await told(events, room)).to.deep.equal(events);
    });
  }
});
