import { basename, dirname, resolve } from "node:path";
import { AinError } from "@ainative-code/sdk";
import { configError } from "../core/config/config-problem.ts";
import { configSchemaOf } from "../core/config/config-schema.ts";
import { readTextFile } from "../infra/config-files/read-text-file.ts";
import { checkConfigText } from "./check-config-file.ts";
import type { ConfigPlace } from "./config-place.ts";

/**
 * Checks one file, by the rules of a project's file where it lies in a folder `.ainative-code`. Returns warnings;
 * throws `invalid-input` with all problems, or where there is no such file.
 */
export async function validateConfigFile(
  place: ConfigPlace,
  path: string,
): Promise<{ readonly file: string; readonly warnings: readonly string[] }> {
  const file = resolve(place.environment.cwd, path);
  const read = readTextFile(file);
  if (read === undefined) {
    throw new AinError("invalid-input", `There is no file ${file}.`, {
      actions: ["See where yours is: ainative-code config path"],
    });
  }
  const layer = basename(dirname(file)) === ".ainative-code" ? "project" : "user";
  const checked = await checkConfigText({ file, layer, text: read.text }, configSchemaOf(await place.pluginSchemas()));
  if (checked.problems.length > 0) throw configError(checked.problems);
  return { file, warnings: checked.warnings };
}
