import { readFileSync } from "node:fs";
import { AinError } from "@ainative-code/sdk";
import type { Tool } from "@ainative-code/sdk";

interface Item {
  readonly text: string;
  readonly status: "pending" | "in-progress" | "done";
}

interface Input {
  readonly items: readonly Item[];
}

const marks = { pending: "[ ]", "in-progress": "[>]", done: "[x]" } as const;

/** The list is what the last call of it says: the session keeps that, and nothing else has to. */
export default {
  name: "todo",
  description: readFileSync(new URL("./todo.md", import.meta.url), "utf8"),
  risk: "read",
  input: {
    type: "object",
    properties: {
      items: {
        type: "array",
        maxItems: 100,
        items: {
          type: "object",
          properties: {
            text: { type: "string", minLength: 1, maxLength: 500, description: "What is to be done." },
            status: { enum: ["pending", "in-progress", "done"] },
          },
          required: ["text", "status"],
          additionalProperties: false,
        },
        description: "The whole list.",
      },
    },
    required: ["items"],
    additionalProperties: false,
  },
  run({ items }) {
    const active = items.filter(({ status }) => status === "in-progress").length;
    if (active > 1) {
      return Promise.reject(
        new AinError("invalid-input", `${active} items are in progress; one at a time.`, {
          actions: ["Send the list again, with one item in-progress."],
        }),
      );
    }
    const done = items.filter(({ status }) => status === "done").length;
    const lines = items.map(({ text, status }) => `${marks[status]} ${text}`);
    const head = items.length === 0 ? "The list is empty." : `The list now (${done} of ${items.length} done):`;
    return Promise.resolve({ content: [head, ...lines].join("\n"), details: { todos: items, done } });
  },
} satisfies Tool<Input>;
