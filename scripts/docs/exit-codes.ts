import { AinError, errorCodes, exitCodeOf, turnLimitExitCode, usageExitCode } from "@ainative-code/sdk";
import { markdownTable } from "./marked.ts";

/** What a person calls each group of failures. */
const meanings: Readonly<Record<number, string>> = {
  0: "Done.",
  1: "It failed: a bug, the vendor's server, an answer that can't be read, or the disk.",
  2: "Wrong usage: an unknown command or flag.",
  40: "Not set up: no model, no key, or a model that does not exist.",
  41: "The vendor does not let you in: key, rights or bill; or a plugin reached for what it did not declare.",
  42: "The input is not valid: a setting, a path, a prompt.",
  43: "The connection or the vendor gave way; trying again may help.",
  44: "The request as it is can't be answered.",
  50: "A tool call was refused because nobody could be asked for permission.",
  51: "A plugin that was needed could not be loaded.",
  53: "The limit of requests for one prompt was reached, or the model went round in circles.",
  55: "The budget is spent.",
  124: "A time limit that you set was reached.",
  130: "Ctrl+C; 129 and 143 after SIGHUP and SIGTERM.",
};

/** The exit codes with the error codes behind them, from the contract's own table. */
export function exitCodesTable(): string {
  const codes = Map.groupBy(errorCodes, (code) => exitCodeOf(new AinError(code, "")));
  const all = [0, usageExitCode, turnLimitExitCode, ...codes.keys()].toSorted((a, b) => a - b);
  return markdownTable(
    ["Exit code", "Meaning", "`error.code`"],
    [...new Set(all)].map((exit) => [String(exit), meaningOf(exit), (codes.get(exit) ?? []).map((code) => `\`${code}\``).join(", ")]),
  );
}

function meaningOf(exit: number): string {
  const meaning = meanings[exit];
  if (meaning === undefined) throw new Error(`exit code ${exit} has no meaning in the docs yet`);
  return meaning;
}
