import { ask, userMessage } from "../ask.ts";
import { failureVerdict } from "../failure-verdict.ts";
import { fourDigits } from "../pick.ts";
import type { Probe } from "../probe.ts";
import { said } from "../said.ts";
import { wordPdf } from "../word-pdf.ts";

export const pdfProbe: Probe = {
  name: "pdf",
  requests: 1,
  async run(context) {
    const number = fourDigits(context);
    const file = { type: "file", mediaType: "application/pdf", name: "page.pdf", data: wordPdf(`PELICAN ${number}`) } as const;
    const question = "Which word and which number stand in this document? Answer with the two.";
    const answer = await ask(context, { messages: [userMessage(context, question, [file])] });
    if (answer.text === "") return failureVerdict(answer) ?? { works: "unknown", seen: "an answer without a word", taken: true };
    return /pelican/i.test(answer.text) && answer.text.includes(number)
      ? { works: "yes", seen: "read the word and the number of a page" }
      : { works: "no", seen: `read something else than stands there: ${said(answer.text)}`, taken: true };
  },
};
