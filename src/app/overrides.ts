import { AinError } from "@ainative-code/sdk";
import { keyAndText } from "../core/config/outer-settings.ts";

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
