import type { AgentEvent } from "./agent-event.ts";

/** The part of a window from which on it is told: enough is left then to sum the conversation up. */
const toldFrom = 0.8;

/**
 * Tells before the result how full the model's window is, where it is nearly full. `room` gives the most tokens that the
 * model reads, `undefined` where that is not known; it is asked at the end of a run only.
 */
export async function* withWindowHint(
  events: AsyncGenerator<AgentEvent, void>,
  room: () => Promise<number | undefined>,
): AsyncGenerator<AgentEvent, void> {
  let used = 0;
  for await (const event of events) {
    if (event.type === "message" && event.message.role === "assistant") {
      const { usage } = event.message;
      used = usage === undefined ? 0 : usage.input.total + usage.output.total;
    }
    if (event.type === "result" && used > 0) {
      const share = used / ((await room()) ?? Infinity);
      if (share >= toldFrom) yield { type: "notice", level: "info", text: hint(share) };
    }
    yield event;
  }
}

function hint(share: number): string {
  return `The conversation fills ${String(Math.round(share * 100))} % of what the model can read. /compact sums it up.`;
}
