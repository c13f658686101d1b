import type { Source } from "./setting.ts";

/** What the user set for a secret: the secret itself, or a reference that says where it lies. Not to be shown. */
export interface SecretSetting {
  /** As `plugins.openai.apiKey`. */
  readonly key: string;
  /** Never empty. */
  readonly text: string;
  readonly source: Source;
}
