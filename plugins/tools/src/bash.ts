import { readFileSync } from "node:fs";
import type { RunResult, Tool } from "@ainative-code/sdk";
import { throttled } from "./throttled.ts";

interface Input {
  readonly command: string;
  readonly timeoutMs?: number;
  readonly description?: string;
  readonly unfenced?: string;
}

const defaultTimeoutMs = 30_000;
const maxTimeoutMs = 600_000;

export default {
  name: "bash",
  description: readFileSync(new URL("./bash.md", import.meta.url), "utf8"),
  risk: "execute",
  input: {
    type: "object",
    properties: {
      command: { type: "string", minLength: 1, description: "The command line." },
      timeoutMs: { type: "integer", minimum: 1, maximum: maxTimeoutMs, description: "Milliseconds it may take." },
      description: { type: "string", description: "What it does, for the user." },
      unfenced: { type: "string", minLength: 1, description: "Why it has to run outside the sandbox. The user is asked." },
    },
    required: ["command"],
    additionalProperties: false,
  },
  access: ({ command, unfenced }) => [{ kind: "execute", command, ...(unfenced === undefined ? {} : { unfenced }) }],
  async run({ command, timeoutMs = defaultTimeoutMs }, context) {
    const progress = throttled((text) => context.progress(text));
    try {
      const result = await context.processes.run({ command, timeoutMs, onOutput: (text) => progress.add(text) });
      const { exitCode, signal, timedOut, outputBytes, durationMs } = result;
      return {
        content: contentOf(result, timeoutMs),
        isError: timedOut || exitCode !== 0,
        details: { exitCode: exitCode ?? null, signal: signal ?? null, timedOut, outputBytes, durationMs: Math.round(durationMs) },
      };
    } finally {
      progress.stop();
    }
  },
} satisfies Tool<Input>;

function contentOf(result: RunResult, timeoutMs: number): string {
  const output = result.output.replace(/\n$/, "");
  const notes = notesOn(result, timeoutMs).map((note) => `(${note})`);
  return [output === "" && notes.length === 0 ? "(no output)" : output, ...notes].filter((line) => line !== "").join("\n");
}

function notesOn({ exitCode, signal, timedOut, backgroundEnded, stoppedByFence }: RunResult, timeoutMs: number): readonly string[] {
  if (timedOut) {
    return [`timed out after ${timeoutMs.toLocaleString("en-US")} ms; the command and everything it started were ended`];
  }
  const ending = signal !== undefined ? [`ended by ${signal}`] : exitCode === 0 ? [] : [`exit code ${exitCode}`];
  const left = backgroundEnded === true ? ["processes left running in the background were ended"] : [];
  return [...ending, ...left, ...(stoppedByFence === undefined ? [] : [stoppedByFence])];
}
