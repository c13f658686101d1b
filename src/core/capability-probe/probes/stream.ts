import { ask, userMessage } from "../ask.ts";
import { failureVerdict } from "../failure-verdict.ts";
import type { Probe } from "../probe.ts";
import { seconds } from "../seconds.ts";

export const streamProbe: Probe = {
  name: "stream",
  requests: 1,
  async run(context) {
    const answer = await ask(context, { messages: [userMessage(context, "Write the numbers from 1 to 30, with a space between them. Nothing else.")] });
    const { pieces, firstMs = 0, ms } = answer;
    if (pieces > 1) return { works: "yes", seen: `${pieces} pieces, the first after ${seconds(firstMs)}, the last after ${seconds(ms)}` };
    const whole = { works: "no", seen: `the whole answer came at once, after ${seconds(ms)}` } as const;
    return failureVerdict(answer) ?? (pieces === 1 ? whole : { works: "unknown", seen: "an answer without a word" });
  },
};
