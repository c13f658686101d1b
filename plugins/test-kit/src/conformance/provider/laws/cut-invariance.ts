import type { StreamEvent } from "@ainative-code/sdk";
import type { Dialect } from "../dialect.ts";
import { offsetsIn } from "../offsets.ts";
import { play, type Played, type Stage } from "../play.ts";
import { orderFaults } from "./event-order.ts";

/**
 * Every beginning of an answer without the vendor's terminal mark ends as interrupted, or as the error it holds; and no
 * beginning makes a call that the whole does not make.
 */
export async function cutFaults(stage: Stage, body: Uint8Array, dialect: Dialect, samples: number): Promise<readonly string[]> {
  const whole = new Set(callsIn((await play(stage, [body])).events));
  for (const offset of offsetsIn(body, samples)) {
    const prefix = body.subarray(0, offset);
    const payloads = dialect.payloads(new TextDecoder().decode(prefix), prefix);
    const played = await play(stage, [prefix]);
    const fault =
      stopFault(played, dialect.isComplete(payloads), dialect.isFailed(payloads)) ??
      callsIn(played.events).find((call) => !whole.has(call)) ??
      orderFaults(played)[0];
    if (fault !== undefined) return [`cut at byte ${offset}: ${fault}`];
  }
  return [];
}

function stopFault({ events, error }: Played, complete: boolean, failed: boolean): string | undefined {
  if (failed) return error === undefined ? "the error in it was not told" : undefined;
  if (error !== undefined) return `${error.code}: ${error.message}`;
  const last = events.at(-1);
  const reason = last?.type === "finish" ? last.stop.reason : "no finish";
  if (complete) return reason === "interrupted" ? "interrupted, although the terminal mark had come" : undefined;
  return reason === "interrupted" ? undefined : `${reason} instead of interrupted`;
}

function callsIn(events: readonly StreamEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === "tool-end" ? [JSON.stringify(event.call)] : []));
}
