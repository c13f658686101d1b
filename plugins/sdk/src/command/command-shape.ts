/** What a flag says of itself, in a command class and in `oclif.manifest.json` alike. */
export interface FlagShape {
  readonly type: "boolean" | "option";
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly required?: boolean | undefined;
  readonly hidden?: boolean | undefined;
  readonly default?: unknown;
  readonly allowNo?: boolean | undefined;
  readonly multiple?: boolean | undefined;
  readonly delimiter?: string | undefined;
  readonly options?: readonly unknown[] | undefined;
}

/** An argument by its place, as oclif describes it. */
export interface ArgShape {
  readonly description?: string | undefined;
  readonly required?: boolean | undefined;
  readonly hidden?: boolean | undefined;
  readonly default?: unknown;
  readonly multiple?: boolean | undefined;
  readonly options?: readonly unknown[] | undefined;
}

/** A command class or its entry in `oclif.manifest.json`. The order of `args` is that of the command line. */
export interface CommandShape {
  readonly id?: string | undefined;
  readonly baseFlags?: Readonly<Record<string, FlagShape>> | undefined;
  readonly flags?: Readonly<Record<string, FlagShape>> | undefined;
  readonly args?: Readonly<Record<string, ArgShape>> | undefined;
  readonly tool?: unknown;
}

/** Flags that steer the command line and are no input. */
const notInput: ReadonlySet<string> = new Set(["json", "help", "version"]);

/** The flags by which a caller gives input, by name. */
export function inputFlags(command: CommandShape): readonly (readonly [string, FlagShape])[] {
  return Object.entries({ ...command.baseFlags, ...command.flags }).filter(
    ([name, flag]) => !notInput.has(name) && flag.hidden !== true,
  );
}

/** The positional arguments by which a caller gives input, in their order. */
export function inputArgs(command: CommandShape): readonly (readonly [string, ArgShape])[] {
  return Object.entries(command.args ?? {}).filter(([, arg]) => arg.hidden !== true);
}
