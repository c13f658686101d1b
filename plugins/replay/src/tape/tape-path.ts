import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { AinError } from "@ainative-code/sdk";
import { bundledTapePath, bundledTapes } from "./bundled-tapes.ts";

/**
 * The file that a model's name means: a bundled tape by its name, else a path, absolute or from the working folder.
 * Throws `unknown-model` where there is no such file.
 */
export async function tapePath(model: string, cwd: string): Promise<string> {
  const bundled = await bundledTapes();
  if (bundled.includes(model)) return bundledTapePath(model);
  const path = resolve(cwd, model);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() === true) return path;
  throw new AinError("unknown-model", `There is no tape at ${path}.`, {
    actions: [
      "Record one: ainative-code chat --record FILE",
      `Name a bundled one: ${bundled.map((name) => `-m replay/${name}`).join(", ")}`,
    ],
  });
}
