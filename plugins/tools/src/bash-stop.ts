import { readFileSync } from "node:fs";
import type { Tool } from "@ainative-code/sdk";
import { backgroundOf, stateOf } from "./background.ts";

interface Input {
  readonly id: string;
}

/** It ends nothing but what this session has started by permission, and so asks for no other. */
export default {
  name: "bash_stop",
  description: readFileSync(new URL("./bash-stop.md", import.meta.url), "utf8"),
  risk: "read",
  input: {
    type: "object",
    properties: { id: { type: "string", description: "The background shell." } },
    required: ["id"],
    additionalProperties: false,
  },
  async run({ id }, { processes }) {
    const background = backgroundOf(processes);
    const ran = background.list().some((shell) => shell.id === id && shell.running);
    const shell = await background.stop(id);
    return {
      content: ran ? `${id} has been stopped (${stateOf(shell)}).` : `${id} had ended before (${stateOf(shell)}).`,
      details: { shell },
    };
  },
} satisfies Tool<Input>;
