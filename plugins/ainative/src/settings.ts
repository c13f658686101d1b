import type { Host } from "@ainative-code/sdk";

export interface Settings {
  /** Without a slash at its end. */
  readonly baseURL: string;
}

/** The settings as the schema lets them be. */
export function settingsOf({ config }: Pick<Host, "config">): Settings {
  const { baseURL } = config;
  if (typeof baseURL !== "string") throw new TypeError("the schema gives baseURL a default");
  return { baseURL: baseURL.replace(/\/+$/, "") };
}
