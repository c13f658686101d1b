import type { Host } from "@ainative-code/sdk";

export interface Settings {
  /** Where resources are: address and path, without a slash at the end. */
  readonly root: string;
  readonly projectId: string | undefined;
  /** The server is on this machine, where it may need no key. */
  readonly isLocal: boolean;
}

/** The settings as the schema lets them be. */
export function settingsOf({ config }: Pick<Host, "config">): Settings {
  const { baseURL, apiPath, projectId } = config;
  if (typeof baseURL !== "string" || typeof apiPath !== "string") throw new TypeError("the schema gives both a default");
  return {
    root: `${baseURL.replace(/\/+$/, "")}${apiPath}`,
    projectId: typeof projectId === "string" ? projectId : undefined,
    isLocal: /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(URL.parse(baseURL)?.hostname ?? ""),
  };
}
