/** What of a command line is judged by itself: one command, or a file that the shell itself reads or writes. */
export type ShellPart = CommandPart | FilePart;

export interface CommandPart {
  readonly kind: "command";
  /** For people: the command as it is written. */
  readonly source: string;
  /** An allow rule's pattern has to match one of these. None: no pattern can stand for it. */
  readonly forms: readonly string[];
  /** What is set for it alone, as it is written, where that may change what runs: an allow rule has to name it too. */
  readonly set?: string;
  /** A deny or ask rule's pattern has to match one of these, or one of `forms`. */
  readonly hidden: readonly string[];
  /** Its program is known only when it runs, or more may run than is seen here. */
  readonly unclear: boolean;
  /** The folder the line goes to with this command, which does nothing else. */
  readonly enters?: string;
  /** Words that name a place where secrets are kept: an allow rule has to name them too. */
  readonly secrets: readonly string[];
}

export interface FilePart {
  readonly kind: "read" | "write";
  /** Nothing where it is known only when it runs. */
  readonly path: string | undefined;
}

/** A command line as far as it is understood. */
export interface ShellLine {
  readonly parts: readonly ShellPart[];
  /** False: more may run than the parts say, so that no rule with a pattern can let the line through. */
  readonly understood: boolean;
}
