import { readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { AinError } from "@ainative-code/sdk";
import { isRecord } from "../../core/config/is-record.ts";

/** A package as its package.json tells of it; nothing of it was run. */
export interface ReadPackage {
  /** Absolute, symlinks resolved. */
  readonly root: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** The package in a folder; `undefined` where the path is no folder. Throws `invalid-input` for a folder without one. */
export function readPackage(path: string): ReadPackage | undefined {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const root = realpathSync(path);
  try {
    const json: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    if (isRecord(json)) return { root, json };
  } catch (error) {
    throw new AinError(
      "invalid-input",
      `${path} has no package.json that can be read: ${error instanceof Error ? error.message : String(error)}`,
      {
        actions: ["Name the folder of a plugin, or the package of one that is installed."],
        cause: error,
      },
    );
  }
  throw new AinError("invalid-input", `The package.json of ${path} is no object.`, { actions: ["Name the folder of a plugin."] });
}
