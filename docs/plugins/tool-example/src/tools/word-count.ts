import type { Tool } from "@ainative-code/sdk";

interface Input {
  readonly path: string;
}

export default {
  name: "word_count",
  description: "Counts the words of a text file.",
  risk: "read",
  input: {
    type: "object",
    properties: { path: { type: "string", description: "The file." } },
    required: ["path"],
    additionalProperties: false,
  },
  access: ({ path }) => [{ kind: "read", path }],
  async run({ path }, { files }) {
    const text = new TextDecoder().decode(await files.read(path));
    const words = text.match(/\S+/g)?.length ?? 0;
    return { content: `${path} has ${words} words.`, details: { words } };
  },
} satisfies Tool<Input>;
