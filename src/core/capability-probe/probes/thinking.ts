import { ask, userMessage } from "../ask.ts";
import { failureVerdict } from "../failure-verdict.ts";
import type { Probe } from "../probe.ts";
import { seconds } from "../seconds.ts";

/** Tokens: vendors that take a budget for thinking want at least 1024, and room for the answer beside it. */
const maxOutputTokens = 2048;

export const thinkingProbe: Probe = {
  name: "thinking",
  requests: 1,
  async run(context) {
    const text = "How many of the numbers 7, 9, 11, 15 are prime? Answer with the number.";
    const answer = await ask(context, { messages: [userMessage(context, text)], effort: "low", maxOutputTokens });
    const { usage, thought } = answer;
    const tokens = usage?.output.thinking;
    if (thought) return { works: "yes", seen: tokens === undefined ? `seen, ${seconds(answer.ms)}` : `${tokens} tokens of thinking` };
    return failureVerdict(answer) ?? { works: "unknown", seen: "asked to think a little, and no thinking was shown or counted", taken: true };
  },
};
