import { ask, userMessage } from "../ask.ts";
import { failureVerdict } from "../failure-verdict.ts";
import { pick } from "../pick.ts";
import type { Probe } from "../probe.ts";
import { said } from "../said.ts";
import { colourNames, twoColours } from "../two-colours.ts";

export const imageProbe: Probe = {
  name: "image",
  requests: 1,
  async run(context) {
    const first = pick(context, colourNames.length);
    const second = (first + 1 + pick(context, colourNames.length - 1)) % colourNames.length;
    const [upper = "", lower = ""] = [colourNames[first], colourNames[second]];
    const picture = { type: "image", mediaType: "image/png", data: twoColours(upper, lower) } as const;
    const question =
      "The upper half of this picture has one colour, the lower half another. Name the two, the upper one first. Answer with the two words.";
    const answer = await ask(context, { messages: [userMessage(context, question, [picture])] });
    if (answer.text === "") return failureVerdict(answer) ?? { works: "unknown", seen: "an answer without a word", taken: true };
    const named = answer.text.toLowerCase().match(new RegExp(`\\b(?:${colourNames.join("|")})\\b`, "g")) ?? [];
    return named.length === 2 && named[0] === upper && named[1] === lower
      ? { works: "yes", seen: `saw that a picture is ${upper} and ${lower}` }
      : { works: "no", seen: `called a picture of ${upper} and ${lower} ${said(answer.text)}`, taken: true };
  },
};
