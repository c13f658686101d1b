import type { Step } from "./outcome.ts";
import { runProgram } from "./run-program.ts";

const timeoutMs = 180_000;

/** A check that a program does: passed when it exits with 0. Its output is shown when it does not. */
export function programStep(name: string, program: string, args: readonly string[]): Step {
  return {
    name,
    async run() {
      const { code, output } = await runProgram(program, args, { timeoutMs });
      if (code === 0) return { passed: 1, failed: 0, skipped: 0, text: "" };
      return { passed: 0, failed: 1, skipped: 0, text: `${output.trimEnd()}\n(${[program, ...args].join(" ")} ended with ${String(code)})` };
    },
  };
}
