import { offsetsIn } from "../offsets.ts";
import { play, type Stage } from "../play.ts";

/** Any chunking gives the same events: byte by byte, and cut in two at many places. */
export async function splitFaults(stage: Stage, body: Uint8Array, samples: number): Promise<readonly string[]> {
  const whole = await outcome(stage, [body]);
  const bytes = Array.from(body, (_, index) => body.subarray(index, index + 1));
  if ((await outcome(stage, bytes)) !== whole) return ["byte by byte, the events differ from those of the whole"];
  for (const offset of offsetsIn(body, samples)) {
    const halves = [body.subarray(0, offset), body.subarray(offset)];
    if ((await outcome(stage, halves)) !== whole) return [`split at byte ${offset}, the events differ from those of the whole`];
  }
  return [];
}

async function outcome(stage: Stage, chunks: readonly Uint8Array[]): Promise<string> {
  const { events, error } = await play(stage, chunks);
  return JSON.stringify([events, error?.toJSON()]);
}
