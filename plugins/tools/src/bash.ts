import { readFileSync } from "node:fs";
import type { BackgroundShells, RunResult, Tool, ToolOutput } from "@ainative-code/sdk";
import { backgroundOf, stateOf } from "./background.ts";
import { throttled } from "./throttled.ts";

interface Input {
  readonly command: string;
  readonly timeoutMs?: number;
  readonly description?: string;
  readonly background?: boolean;
  readonly unfenced?: string;
}

const defaultTimeoutMs = 30_000;
const maxTimeoutMs = 600_000;
/** Milliseconds in which a command that can't be run usually says so. */
const firstLookMs = 250;
/** Characters of what it says in that time. */
const maxFirstChars = 16_384;

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
      background: { type: "boolean", description: "Start it and go on." },
      unfenced: { type: "string", minLength: 1, description: "Why it has to run outside the sandbox. The user is asked." },
    },
    required: ["command"],
    additionalProperties: false,
  },
  access: ({ command, unfenced }) => [{ kind: "execute", command, ...(unfenced === undefined ? {} : { unfenced }) }],
  async run({ command, timeoutMs = defaultTimeoutMs, background = false }, context) {
    if (background) return started(command, backgroundOf(context.processes));
    const progress = throttled((text) => context.progress(text));
    try {
      const result = await context.processes.run({ command, timeoutMs, onOutput: (text) => progress.add(text) });
      const { exitCode, signal, timedOut, outputBytes, durationMs } = result;
      return {
        content: contentOf(result, timeoutMs),
        isError: timedOut || exitCode !== 0,
        details: {
          exitCode: exitCode ?? null,
          signal: signal ?? null,
          timedOut,
          outputBytes,
          durationMs: Math.round(durationMs),
        },
      };
    } finally {
      progress.stop();
    }
  },
} satisfies Tool<Input>;

/** One that fails at once is told with what it said. */
async function started(command: string, background: BackgroundShells): Promise<ToolOutput> {
  const { id } = await background.start({ command });
  const until = performance.now() + firstLookMs;
  let { shell, output: said } = await background.read(id, { waitMs: firstLookMs });
  while (shell.running && performance.now() < until) {
    const { shell: now, output } = await background.read(id, { waitMs: Math.ceil(until - performance.now()) });
    shell = now;
    said = (said + output).slice(-maxFirstChars);
  }
  said = said.trimEnd();
  const head = shell.running
    ? `Started as ${id}. Read its output with bash_output, end it with bash_stop.`
    : `${id} has ended already (${stateOf(shell)}).`;
  return {
    content: said === "" ? head : `${head}\n${said}`,
    isError: !shell.running && shell.exitCode !== 0,
    details: { shell },
  };
}

function contentOf(result: RunResult, timeoutMs: number): string {
  const output = result.output.replace(/\n$/, "");
  const notes = notesOn(result, timeoutMs).map((note) => `(${note})`);
  return [output === "" && notes.length === 0 ? "(no output)" : output, ...notes].filter((line) => line !== "").join("\n");
}

function notesOn(
  { exitCode, signal, timedOut, backgroundEnded, stoppedByFence }: RunResult,
  timeoutMs: number,
): readonly string[] {
  const fence = stoppedByFence === undefined ? [] : [stoppedByFence];
  if (timedOut) {
    return [
      `timed out after ${timeoutMs.toLocaleString("en-US")} ms; the command and everything it started were ended`,
      ...fence,
    ];
  }
  const ending = signal !== undefined ? [`ended by ${signal}`] : exitCode === 0 ? [] : [`exit code ${exitCode}`];
  const left = backgroundEnded === true ? ["processes left running in the background were ended"] : [];
  return [...ending, ...left, ...fence];
}
