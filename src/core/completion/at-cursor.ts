import type { Choice, ValueKind } from "./choice.ts";
import type { CommandShape, FlagShape } from "./command-shape.ts";

/** What may stand at the cursor: choices that are known, or a kind of value that has to be looked up. */
export type AtCursor =
  | { readonly choices: readonly Choice[] }
  | {
      readonly kind: ValueKind;
      /** What has been typed of the value. */
      readonly typed: string;
      /** What stands before the value in the same word: `--model=`. */
      readonly prefix: string;
      /** The arguments before it. */
      readonly before: readonly string[];
    };

const nothing: AtCursor = { choices: [] };

/** Reads a command line without the program's name; the last word, perhaps empty, is the one under the cursor. */
export function atCursor(words: readonly string[], commands: readonly CommandShape[]): AtCursor {
  const [before, current] = [words.slice(0, -1), words.at(-1) ?? ""];
  const command = commandOf(before, commands);
  const below = nextWords(before, commands);
  if (command === undefined) return { choices: below.filter(({ value }) => value.startsWith(current)) };
  const rest = before.slice(command.words.length);
  if (rest.length > 0 || below.length === 0) return inCommand(command, rest, current);
  const values = inCommand(command, rest, current);
  return "kind" in values ? values : { choices: [...below.filter(({ value }) => value.startsWith(current)), ...values.choices] };
}

/** The command that the line begins with; the one of most words. */
function commandOf(before: readonly string[], commands: readonly CommandShape[]): CommandShape | undefined {
  const fitting = commands.filter(({ words }) => words.every((word, index) => before[index] === word));
  return fitting.toSorted((one, other) => other.words.length - one.words.length)[0];
}

/** The words that may follow on these in the tree of commands. */
function nextWords(before: readonly string[], commands: readonly CommandShape[]): Choice[] {
  const next = new Map<string, Choice>();
  for (const { words, description } of commands) {
    const value = words[before.length];
    if (value === undefined || before.some((word, index) => words[index] !== word)) continue;
    const isCommand = words.length === before.length + 1;
    if (isCommand || !next.has(value)) next.set(value, { value, description: isCommand ? description : undefined });
  }
  return [...next.values()];
}

function inCommand(command: CommandShape, rest: readonly string[], current: string): AtCursor {
  const { args, waiting, isOver } = read(rest, command.flags);
  if (waiting !== undefined) return valuesOf(command, waiting, command.flags[waiting]?.options, current, args);
  const attached = isOver ? undefined : /^(--[^=]+=)([^]*)$/.exec(current);
  if (attached?.[1] !== undefined) {
    const name = flagNamed(attached[1].slice(0, -1), command.flags);
    return name === undefined
      ? nothing
      : valuesOf(command, name, command.flags[name]?.options, attached[2] ?? "", args, attached[1]);
  }
  if (current.startsWith("-") && !isOver) {
    return { choices: flagsOf(command.flags, rest).filter(({ value }) => value.startsWith(current)) };
  }
  const arg = command.args[args.length];
  return arg === undefined ? nothing : valuesOf(command, arg.name, arg.options, current, args);
}

interface Read {
  readonly args: readonly string[];
  /** The flag whose value comes next. */
  readonly waiting?: string;
  /** `--` has been typed: all that follows are arguments. */
  readonly isOver: boolean;
}

function read(words: readonly string[], flags: CommandShape["flags"]): Read {
  const args: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (word === "--") return { args: [...args, ...words.slice(index + 1)], isOver: true };
    const name = word.startsWith("-") ? flagNamed(word, flags) : undefined;
    if (name === undefined && !word.startsWith("-")) args.push(word);
    if (name === undefined || flags[name]?.type !== "option") continue;
    if (index === words.length - 1) return { args, waiting: name, isOver: false };
    index += 1;
  }
  return { args, isOver: false };
}

function flagNamed(word: string, flags: CommandShape["flags"]): string | undefined {
  const isLong = word.startsWith("--");
  const text = word.slice(isLong ? 2 : 1);
  return Object.keys(flags).find((name) => {
    const flag = flags[name];
    return isLong ? name === text || flag?.aliases?.includes(text) === true : flag?.char === text;
  });
}

function flagsOf(flags: CommandShape["flags"], used: readonly string[]): Choice[] {
  const given = new Set(used.map((word) => flagNamed(word.replace(/=.*$/s, ""), flags)));
  const open = Object.entries(flags).filter(([name, flag]) => flag.hidden !== true && (!given.has(name) || isRepeatable(flag)));
  return [
    ...open.map(([name, { description }]) => ({ value: `--${name}`, description })),
    { value: "--help", description: "Show help for this command." },
  ];
}

function isRepeatable({ multiple }: FlagShape): boolean {
  return multiple === true;
}

function valuesOf(
  { completes }: CommandShape,
  name: string,
  options: readonly string[] | undefined,
  typed: string,
  before: readonly string[],
  prefix = "",
): AtCursor {
  if (options !== undefined) {
    return { choices: options.filter((value) => value.startsWith(typed)).map((value) => ({ value: prefix + value })) };
  }
  const kind = completes[name];
  return kind === undefined ? nothing : { kind, typed, prefix, before };
}
