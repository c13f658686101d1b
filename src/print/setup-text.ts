import type { SetupDone } from "../app/setup/run-setup.ts";
import { printable } from "../app/printable.ts";

/** What setup has done, for a person, and what comes next where it does not come by itself. */
export function setupText({ model, tested, file, isNew, changes, warnings }: SetupDone, next?: string): string {
  const names = Object.keys(changes);
  const width = Math.max(0, ...names.map((name) => name.length));
  const written = names.length === 0 ? `${file} says all of it already.` : isNew ? `Written: ${file}` : `Changed in ${file}:`;
  return printable(
    [
      `${model} is ready${testedText(tested)}.`,
      written,
      ...names.map((name) => `  ${name.padEnd(width)}  ${textOf(changes[name])}`),
      ...warnings.map((warning) => `Warning: ${warning}`),
      ...(next === undefined ? [] : [`Next: ${next}`]),
    ].join("\n"),
  );
}

function testedText(tested: SetupDone["tested"]): string {
  if (tested === null) return ", not tested";
  return tested.input === null || tested.output === null
    ? ""
    : `: it answered, for ${tested.input} tokens in and ${tested.output} out`;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
