import { readFileSync } from "node:fs";
import type { Tool, ToolContext, ToolOutput, UserAnswer, UserQuestion } from "@ainative-code/sdk";

export default {
  name: "ask_user",
  description: readFileSync(new URL("./ask-user.md", import.meta.url), "utf8"),
  risk: "read",
  input: {
    type: "object",
    properties: {
      question: { type: "string", minLength: 1, maxLength: 2000, description: "What you want to know." },
      options: {
        type: "array",
        minItems: 2,
        maxItems: 4,
        items: {
          type: "object",
          properties: {
            label: { type: "string", minLength: 1, maxLength: 200 },
            description: { type: "string", maxLength: 1000 },
          },
          required: ["label"],
          additionalProperties: false,
        },
        description: "Answers to choose from.",
      },
      multiple: { type: "boolean", description: "Several may be chosen." },
    },
    required: ["question", "options"],
    additionalProperties: false,
  },
  async run(question, context: Pick<ToolContext, "ask">) {
    const answer = (await context.ask?.(question)) ?? { kind: "nobody" };
    return { content: toldAs(answer), details: { answer } } satisfies ToolOutput;
  },
} satisfies Tool<UserQuestion>;

function toldAs(answer: UserAnswer): string {
  switch (answer.kind) {
    case "chosen":
      return `The user chose: ${answer.labels.join("; ")}`;
    case "text":
      return `The user answered: ${answer.text}`;
    case "dismissed":
      return "The user gave no answer. Go on by your own judgement, or stop and say what you need to know.";
    case "nobody":
      return "Nobody is there to answer. Decide yourself, choose what can be changed back, and say what you have decided.";
  }
}
