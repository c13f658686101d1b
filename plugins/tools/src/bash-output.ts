import { readFileSync } from "node:fs";
import type { BackgroundOutput, Tool, ToolOutput } from "@ainative-code/sdk";
import { backgroundOf, stateOf } from "./background.ts";

interface Input {
  readonly id?: string;
  readonly waitMs?: number;
}

const maxWaitMs = 60_000;

/** It looks at what was permitted when it was started, and so is no more than a read. */
export default {
  name: "bash_output",
  description: readFileSync(new URL("./bash-output.md", import.meta.url), "utf8"),
  risk: "read",
  input: {
    type: "object",
    properties: {
      id: { type: "string", description: "The background shell." },
      waitMs: { type: "integer", minimum: 0, maximum: maxWaitMs, description: "Milliseconds to wait for something new." },
    },
    additionalProperties: false,
  },
  async run({ id, waitMs = 0 }, { processes }) {
    const background = backgroundOf(processes);
    return id === undefined ? listed(background.list()) : told(await background.read(id, { waitMs }));
  },
} satisfies Tool<Input>;

function listed(shells: readonly BackgroundOutput["shell"][]): ToolOutput {
  const lines = shells.map((shell) => `${shell.id} (${stateOf(shell)}): ${shell.command}`);
  return { content: lines.length === 0 ? "No background shell was started." : lines.join("\n"), details: { shells } };
}

function told({ shell, output, outputBytes }: BackgroundOutput): ToolOutput {
  const text = output.replace(/\n$/, "");
  const content = `${text === "" ? "(nothing new)" : text}\n(${stateOf(shell)})`;
  return { content, details: { shell, outputBytes }, ...(text === "" && shell.running ? { isWaiting: true } : {}) };
}
