/** Where everything of a user is kept; absolute. */
export interface Folders {
  readonly config: string;
  readonly data: string;
  readonly cache: string;
}

export interface FolderSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  /** As `process.platform`. */
  readonly platform: string;
}

const name = "ainative-code";

/**
 * `AINATIVE_CODE_HOME` holds all three; then `XDG_*`; then the platform's custom. A relative path in a variable is
 * ignored, as the XDG specification asks.
 */
export function foldersOf({ env, home, platform }: FolderSource): Folders {
  const own = absolute(env["AINATIVE_CODE_HOME"], platform);
  if (own !== undefined) return { config: `${own}/config`, data: `${own}/data`, cache: `${own}/cache` };
  const local = platform === "win32" ? (env["LOCALAPPDATA"] ?? `${home}\\AppData\\Local`) : undefined;
  const under = (variable: string, rest: string): string =>
    `${absolute(env[variable], platform) ?? local ?? `${home}/${rest}`}/${name}`;
  return {
    config: under("XDG_CONFIG_HOME", ".config"),
    data: under("XDG_DATA_HOME", ".local/share"),
    cache: under("XDG_CACHE_HOME", platform === "darwin" ? "Library/Caches" : ".cache"),
  };
}

function absolute(path: string | undefined, platform: string): string | undefined {
  if (path === undefined) return undefined;
  const isAbsolute = platform === "win32" ? /^([a-z]:[\\/]|\\\\)/i.test(path) : path.startsWith("/");
  return isAbsolute ? path.replace(/[\\/]+$/, "") || "/" : undefined;
}
