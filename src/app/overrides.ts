import { AinError } from "@ainative-code/sdk";
import { keyAndText } from "../core/config/outer-settings.ts";

/** What `--verbose` and `--log-level` say, by key. */
export function logOverrides(flags: { readonly verbose: boolean; readonly "log-level"?: string | undefined }): Readonly<Record<string, unknown>> {
  const level = flags["log-level"];
  return { ...(level === undefined ? {} : { "log.level": level }), ...(flags.verbose ? { "log.console": level ?? "debug" } : {}) };
}

/** What `--set KEY=VALUE` says, by key. Throws `invalid-input` for one of another form. */
export function overridesOf(settings: readonly string[]): Readonly<Record<string, unknown>> {
  const pairs = settings.map((setting) => {
    const pair = keyAndText(setting);
    if (pair !== undefined) return pair;
    throw new AinError("invalid-input", `--set takes KEY=VALUE, not "${setting}".`, {
      actions: ["For example: --set chat.maxTurns=20", "See all keys: ainative-code config list"],
    });
  });
  return Object.fromEntries(pairs);
}
