import { AinError } from "@ainative-code/sdk";
import type { SecretSetting } from "../config/secret-setting.ts";
import type { Fetched } from "./fetched.ts";

/** `plugins.x.apiKey refers to the file …, which does not exist (config.yaml:3).` */
export function secretFailure(
  setting: SecretSetting,
  what: string,
  failed: Exclude<Fetched, { readonly text: string }>,
): AinError {
  const first = failed.actions ?? [];
  return new AinError("not-configured", `${setting.key} refers to ${what}, which ${failed.why}${placeOf(setting)}.`, {
    actions: [
      ...first,
      `${first.length === 0 ? "Change" : "Or change"} the setting: ainative-code config set ${setting.key} VALUE`,
    ],
    details: { key: setting.key },
  });
}

function placeOf({ source: { file, line, variable } }: SecretSetting): string {
  if (file !== undefined) return ` (${file}:${String(line ?? 1)})`;
  return variable === undefined ? "" : ` (${variable})`;
}
