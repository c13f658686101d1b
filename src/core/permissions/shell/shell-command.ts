/** A word of a command. */
export interface ShellWord {
  /** What the program gets, quotes gone; as it is written where that is known only when it runs. */
  readonly text: string;
  /** The program gets exactly `text`: no variable, substitution, wildcard, brace or `~` is in it. */
  readonly sure: boolean;
}

export interface Redirection {
  readonly kind: "read" | "write";
  readonly target: ShellWord;
}

/**
 * One command of a command line, wherever it stands: in a list, a pipe, a loop, a function, a substitution, a
 * here-document. Without words: assignments or redirections that stand alone.
 */
export interface ShellCommand {
  /** As it is written, without its redirections. */
  readonly source: string;
  readonly words: readonly ShellWord[];
  /** Names of variables that are set for it, or from here on. */
  readonly assigned: readonly string[];
  /** What they are set to. */
  readonly values?: readonly ShellWord[];
  /** As that is written, where there are words besides. */
  readonly set?: string;
  readonly redirections: readonly Redirection[];
}

/**
 * All commands that a line for bash or sh can start, in the order they are written. Nothing where the line is not
 * understood to the last character, or where the shell would run what a variable holds.
 */
export type ParseShell = (line: string) => readonly ShellCommand[] | undefined;
