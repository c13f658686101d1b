import { ask, userMessage } from "../ask.ts";
import { failureVerdict } from "../failure-verdict.ts";
import type { Probe } from "../probe.ts";
import { redSquare } from "../red-square.ts";
import { said } from "../said.ts";

export const imageProbe: Probe = {
  name: "image",
  requests: 1,
  async run(context) {
    const picture = { type: "image", mediaType: "image/png", data: redSquare } as const;
    const answer = await ask(context, { messages: [userMessage(context, "Which colour is this picture? Answer with one word.", [picture])] });
    if (answer.text === "") return failureVerdict(answer) ?? { works: "unknown", seen: "an answer without a word" };
    return /\bred\b/i.test(answer.text)
      ? { works: "yes", seen: "saw that a picture is red" }
      : { works: "no", seen: `called a red picture ${said(answer.text)}` };
  },
};
