import type { ValueKind } from "./choice.ts";

export interface FlagShape {
  readonly type: "boolean" | "option";
  readonly char?: string | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly hidden?: boolean | undefined;
  readonly multiple?: boolean | undefined;
  readonly options?: readonly string[] | undefined;
}

export interface ArgShape {
  readonly name: string;
  readonly options?: readonly string[] | undefined;
}

/** What completion has to know of a command. */
export interface CommandShape {
  /** Its words. */
  readonly words: readonly string[];
  readonly description?: string | undefined;
  readonly args: readonly ArgShape[];
  readonly flags: Readonly<Record<string, FlagShape>>;
  /** What its arguments and flags take, by name. */
  readonly completes: Readonly<Record<string, ValueKind>>;
}
