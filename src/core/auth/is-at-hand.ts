import { secretReference } from "../config/secret-reference.ts";
import type { SecretSetting } from "../config/secret-setting.ts";

/** Whether a secret is set, as far as that can be told without looking where it lies. */
export function isAtHand(setting: SecretSetting | undefined, env: Readonly<Record<string, string | undefined>>): boolean {
  if (setting === undefined) return false;
  const reference = secretReference(setting.text);
  return reference?.form === "variable" ? (env[reference.name] ?? "") !== "" : reference?.form !== "malformed";
}
