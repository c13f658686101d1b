import { ask, userMessage, type Answer } from "../ask.ts";
import { failureVerdict } from "../failure-verdict.ts";
import type { Probe, Verdict } from "../probe.ts";
import { seconds } from "../seconds.ts";

/** Milliseconds that the pieces of a buffered answer may lie apart, and from which on nothing was buffered. */
const [burstMs, streamMs] = [20, 250];

/** The part of the whole time that the pieces must be spread over; before it, a model may have thought for long. */
const goodPart = 0.1;

export const streamProbe: Probe = {
  name: "stream",
  requests: 1,
  async run(context) {
    const answer = await ask(context, {
      messages: [userMessage(context, "Write the numbers from 1 to 60, with a space between them. Nothing else.")],
    });
    if (answer.pieces > 1) return spreadVerdict(answer);
    const whole = { works: "no", seen: `the whole answer came at once, after ${seconds(answer.ms)}` } as const;
    return failureVerdict(answer) ?? (answer.pieces === 1 ? whole : { works: "unknown", seen: "an answer without a word" });
  },
};

function spreadVerdict({ pieces, firstMs = 0, lastMs = 0, ms }: Answer): Verdict {
  const spread = lastMs - firstMs;
  return spread >= streamMs || (spread >= burstMs && spread >= goodPart * ms)
    ? { works: "yes", seen: `${pieces} pieces, the first after ${seconds(firstMs)}, the last after ${seconds(lastMs)}` }
    : { works: "no", seen: `buffered: ${pieces} pieces, all of them within ${Math.round(spread)} ms, after ${seconds(lastMs)}` };
}
