import { isAbsolute, join, relative, sep } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { ToolContext } from "@ainative-code/sdk";

export interface SearchRoot {
  readonly path: string;
  /** A path that a walk gave, relative to the root. */
  readonly below: (file: string) => string;
}

/** `base` in `path`, or `base` itself where it is absolute. */
export function within(path: string, base: string): string {
  return isAbsolute(base) ? base : join(path, base);
}

/**
 * The folder to walk. `undefined` where there is no folder `root` in an existing `path`. Throws `invalid-input` where
 * `path` is no folder.
 */
export async function searchRoot({ cwd, files }: ToolContext, path: string, root = path): Promise<SearchRoot | undefined> {
  const info = await files.info(path);
  if (info?.kind !== "directory") {
    throw new AinError("invalid-input", info === undefined ? `${path} does not exist.` : `${path} is not a folder.`, {
      actions: ["Give an existing folder as path, or leave it out for the working directory."],
    });
  }
  if ((await files.info(root))?.kind !== "directory") return undefined;
  const shown = relative(cwd, await files.resolve(root)).split(sep).join("/");
  return { path: root, below: (file) => (shown === "" ? file : file.slice(shown.length + 1)) };
}
