import { AinError } from "../error.ts";
import { type CommandShape, type FlagShape, inputArgs, inputFlags } from "./command-shape.ts";

/**
 * The command line that gives this input to a command. Each value is attached to its flag by `=` and arguments stand
 * after `--`, so that no value is taken for a flag. Throws `invalid-input` for a name the command doesn't have, and for
 * an argument that is given without the ones before it.
 */
export function argvOf(input: Readonly<Record<string, unknown>>, command: CommandShape): string[] {
  const flags = inputFlags(command);
  const args = inputArgs(command);
  const names = new Set([...flags, ...args].map(([name]) => name));
  const unknown = Object.keys(input).find((name) => !names.has(name));
  if (unknown !== undefined) throw new AinError("invalid-input", `There is no input named "${unknown}".`);
  const words = flags.flatMap(([name, flag]) => flagWords(name, flag, input[name]));
  const positionals = positionalWords(args.map(([name]) => ({ name, value: input[name] })));
  return positionals.length === 0 ? words : [...words, "--", ...positionals];
}

function flagWords(name: string, flag: FlagShape, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (flag.type === "boolean") {
    if (value === true) return [`--${name}`];
    return flag.allowNo === true ? [`--no-${name}`] : [];
  }
  const { delimiter } = flag;
  return listOf(value).map((one) => `--${name}=${delimiter === undefined ? one : undivided(one, delimiter)}`);
}

/** oclif divides such a value at the delimiter, then trims each part and takes quotes off. */
function undivided(text: string, delimiter: string): string {
  return `"${text.replaceAll(delimiter, `\\${delimiter}`)}"`;
}

function positionalWords(args: readonly { readonly name: string; readonly value: unknown }[]): string[] {
  const given = args.filter(({ value }) => value !== undefined && value !== null);
  const skipped = args.slice(0, given.length).find((arg) => !given.includes(arg));
  if (skipped !== undefined) throw new AinError("invalid-input", `"${skipped.name}" is missing, and what follows it is given.`);
  return given.flatMap(({ value }) => listOf(value));
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map((one: unknown) => (typeof one === "string" ? one : JSON.stringify(one)));
}
