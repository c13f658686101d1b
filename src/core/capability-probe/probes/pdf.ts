import { ask, userMessage } from "../ask.ts";
import { failureVerdict } from "../failure-verdict.ts";
import type { Probe } from "../probe.ts";
import { said } from "../said.ts";
import { pdfWord, wordPdf } from "../word-pdf.ts";

export const pdfProbe: Probe = {
  name: "pdf",
  requests: 1,
  async run(context) {
    const file = { type: "file", mediaType: "application/pdf", name: "word.pdf", data: wordPdf() } as const;
    const answer = await ask(context, { messages: [userMessage(context, "Which word stands in this document? Answer with that word.", [file])] });
    if (answer.text === "") return failureVerdict(answer) ?? { works: "unknown", seen: "an answer without a word" };
    return answer.text.toUpperCase().includes(pdfWord)
      ? { works: "yes", seen: "read the word of a page" }
      : { works: "no", seen: `read another word than stands there: ${said(answer.text)}` };
  },
};
