import { exitCodeOf, isAinError, toAinError, usageExitCode } from "@ainative-code/sdk";
import type { OutputFormat } from "./face-for.ts";
import { outputFormats } from "./face-for.ts";
import type { Failure } from "../app/failure-text.ts";
import type { Output } from "./output.ts";
import { notBegunJson } from "./result-json.ts";

/** The format a command line asks for, also where the rest of it is wrong and can't be parsed. */
export function formatAsked(argv: readonly string[]): OutputFormat {
  const end = argv.indexOf("--");
  const words = argv.slice(0, end === -1 ? undefined : end);
  if (words.includes("--json")) return "json";
  const at = words.findLastIndex((word) => /^--output-format(=|$)/.test(word));
  const value = words[at]?.split("=", 2)[1] ?? words[at + 1];
  return outputFormats.find((format) => at !== -1 && format === value) ?? "text";
}

/** Tells a program of a run that failed before its first event, by the object that ends a run. Returns the exit code. */
export function tellNotBegun(thrown: unknown, format: "json" | "stream-json", output: Output): number {
  const exitCode = exitCodeOf(thrown);
  const result = notBegunJson(failureOfThrown(thrown, exitCode), exitCode);
  output.stdout(`${format === "json" ? JSON.stringify(result, undefined, 2) : JSON.stringify(result)}\n`);
  return exitCode;
}

function failureOfThrown(thrown: unknown, exitCode: number): Failure {
  if (isAinError(thrown) || !(thrown instanceof Error) || exitCode !== usageExitCode) return toAinError(thrown).toJSON();
  return { code: "usage", message: thrown.message, retryable: false, actions: ["ainative-code chat --help"] };
}
