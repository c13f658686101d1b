import { ask, userMessage } from "../ask.ts";
import { failureVerdict } from "../failure-verdict.ts";
import type { Probe } from "../probe.ts";
import { seconds } from "../seconds.ts";

export const textProbe: Probe = {
  name: "text",
  requests: 1,
  async run(context) {
    const answer = await ask(context, { messages: [userMessage(context, "Answer with the one word: ready")] });
    const { usage } = answer;
    if (answer.text.trim() === "") {
      return failureVerdict(answer) ?? { works: "no", seen: "the model gave an answer without a word" };
    }
    const tokens = usage === undefined ? "tokens not told" : `${usage.input.total} tokens in, ${usage.output.total} out`;
    return answer.error === undefined
      ? { works: "yes", seen: `${seconds(answer.ms)}, ${tokens}` }
      : { works: "unknown", seen: answer.error.message, error: answer.error };
  },
};
