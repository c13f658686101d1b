import { existsSync, readFileSync } from "node:fs";
import type { Folders } from "../core/config/folders.ts";
import { packageRoot, userAgent } from "./package-root.ts";

/** Stands in the text for what is known only when it is printed. */
export const userAgentMark = "{user agent}";

/**
 * The root help as the build rendered it. `undefined` where it does not hold: not built, the user installed plugins of
 * their own or a theme.
 */
export function rootHelp(folders: Folders, bold: boolean): string | undefined {
  if (hasUserPlugins(folders) || existsSync(`${folders.config}/theme.json`)) return undefined;
  const text = textOf(`${packageRoot}dist/help.txt`)?.replace(userAgentMark, userAgent());
  return bold ? text?.replaceAll(/^[A-Z]+$/gm, "\x1b[1m$&\x1b[22m") : text;
}

/** plugin-plugins keeps what it installed in a package.json in the data folder. */
function hasUserPlugins(folders: Folders): boolean {
  const text = textOf(`${folders.data}/package.json`);
  if (text === undefined) return false;
  try {
    const { oclif } = JSON.parse(text) as { readonly oclif?: { readonly plugins?: readonly unknown[] } };
    return oclif?.plugins?.length !== 0;
  } catch {
    return true;
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
