import type { SecretSetting } from "../../../src/core/config/secret-setting.ts";

/** A setting in the user's file, as the config hands it out. */
export function secretSetting(text: string): SecretSetting {
  return { key: "plugins.x.apiKey", text, source: { layer: "user", file: "/c.yaml", line: 3 } };
}
