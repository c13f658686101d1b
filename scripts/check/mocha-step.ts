import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MochaResult, readMochaResult } from "./mocha-result.ts";
import type { Outcome, Step } from "./outcome.ts";
import { type ProgramResult, runProgram } from "./run-program.ts";

const mocha = "./node_modules/mocha/bin/mocha.js";
const reporter = "./scripts/check/mocha-reporter.ts";

export interface MochaOptions {
  readonly files: readonly string[];
  /** Test files that run side by side, each in a process of its own. */
  readonly jobs: number;
  readonly timeoutMs: number;
  /** Called with what the run says as it goes. */
  readonly tell: (text: string) => void;
}

/** The tests of some files. A run that ends without a result, or with fewer failures than its exit code says, failed. */
export function mochaStep(name: string, { files, jobs, timeoutMs, tell }: MochaOptions): Step {
  return {
    name,
    async run() {
      const folder = await mkdtemp(join(tmpdir(), "ainative-code-mocha-"));
      const output = join(folder, "result.json");
      const parallel = jobs > 1 ? ["--parallel", "--jobs", String(jobs)] : [];
      const args = ["--reporter", reporter, "--reporter-option", `output=${output}`, ...parallel, "--forbid-only", ...files];
      try {
        const run = await runProgram(process.execPath, [mocha, ...args], { timeoutMs, onOutput: tell });
        return outcomeOf(run, readMochaResult(await readFile(output, "utf8").catch(() => "")));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

function outcomeOf({ code }: ProgramResult, result: MochaResult | undefined): Outcome {
  if (result === undefined) {
    return { passed: 0, failed: 1, skipped: 0, text: `mocha ended with ${String(code)} and without a result: see its output above` };
  }
  const { passed, failures, skipped, slowest } = result;
  const died = code !== 0 && failures.length === 0;
  const text = [
    ...failures.map(({ title, file, error }, index) => `${String(index + 1)}) ${title}\n   ${file}\n${indent(error)}`),
    ...(died ? [`mocha ended with ${String(code)} though no test failed: see its output above`] : []),
    ...(skipped.length === 0 ? [] : [`skipped:\n${indent(skipped.join("\n"))}`]),
    `slowest:\n${indent(slowest.map(({ title, ms }) => `${String(ms).padStart(6)} ms  ${title}`).join("\n"))}`,
  ].join("\n\n");
  return { passed, failed: failures.length + (died ? 1 : 0), skipped: skipped.length, text };
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "   ");
}
