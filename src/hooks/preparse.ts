import { flagsAsTyped, withOptionalValues, type FlagShape } from "../app/optional-values.ts";
import { currentServices } from "../app/services.ts";

interface PreparseOptions {
  readonly argv: readonly string[];
  readonly options: {
    readonly flags?: Readonly<Record<string, FlagShape>>;
    /** The command. */
    readonly context?: { readonly id?: string | undefined };
  };
}

/**
 * oclif knows no flag with an optional value, and none of every command: what the user typed is rewritten before it is
 * parsed.
 */
export default async function preparse({ argv, options: { flags = {}, context } }: PreparseOptions): Promise<string[]> {
  const typed = flagsAsTyped(context?.id, flags);
  const taken = currentServices()?.taken;
  // Commands that run inside this one later have command lines of their own.
  if (taken?.isOff !== false) return withOptionalValues(argv, typed);
  const { takeSettings } = await import("../app/take-settings.ts");
  taken.isOff = true;
  return withOptionalValues(takeSettings(argv, typed).rest, typed);
}
