import { closest as closestOf } from "../infra/suggest/closest.ts";

/** Finds what was most likely meant by a misspelt word. */
export type Closest = (word: string, candidates: Iterable<string>) => string | undefined;

export const closest: Closest = closestOf;

export interface UnknownCommand {
  /** The words that name no command. */
  readonly words: string;
  readonly suggestion: string | undefined;
}

/**
 * Where a command line left the tree of commands: `typed` holds its words, arguments included, `commands` every command
 * and topic with a space between words.
 */
export function unknownCommand(typed: readonly string[], commands: readonly string[], find: Closest = closest): UnknownCommand {
  const known = new Set(commands);
  const right = typed.findIndex((_word, index) => !known.has(typed.slice(0, index + 1).join(" ")));
  const words = typed.slice(0, right + 1).join(" ");
  const longer = typed.slice(0, right + 2).join(" ");
  return { words, suggestion: find(words, commands) ?? (longer === words ? undefined : find(longer, commands)) };
}
