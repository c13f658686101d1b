import type { Host } from "@ainative-code/sdk";

/** What the user calls a setting of this host's by: the plugin's, or that of one of its endpoints. */
export function settingName({ endpoint }: Pick<Host, "endpoint">, name: string): string {
  return endpoint === undefined ? `plugins.openai.${name}` : `plugins.openai.endpoints.${endpoint}.${name}`;
}
