import { Flags } from "@ainative-code/sdk/command";
import { logLevels } from "../infra/log/log-level.ts";
import type { LogLevel } from "../infra/log/log-level.ts";
import { overridesOf } from "./overrides.ts";

/** A flag whose value is a level of the log. */
export const levelFlag = Flags.option({ options: logLevels });

/** Settings for one run, for commands that make requests or run tools. */
export const settingFlags = {
  set: Flags.string({ multiple: true, multipleNonGreedy: true, description: "A setting for this run.", helpValue: "KEY=VALUE" }),
  verbose: Flags.boolean({ description: "Show on stderr what happens inside." }),
  "log-level": levelFlag({ description: "The least important entries of the log." }),
};

interface GivenSettings {
  readonly set?: readonly string[] | undefined;
  readonly verbose: boolean;
  readonly "log-level"?: LogLevel | undefined;
}

/** What they say, by key. Throws `invalid-input` for a `--set` that can't be read. */
export function settingsOf({ set = [], verbose, "log-level": level }: GivenSettings): Readonly<Record<string, unknown>> {
  return {
    ...overridesOf(set),
    ...(level === undefined ? {} : { "log.level": level }),
    ...(verbose ? { "log.console": level ?? "debug" } : {}),
  };
}
