import { realpath } from "node:fs/promises";
import { join } from "node:path";
import type { Rules } from "../../core/context/rules.ts";
import { isWithin } from "../files/fence.ts";
import { rulesText } from "./rules-text.ts";
import { withImports } from "./with-imports.ts";
import type { ImportPlaces } from "./with-imports.ts";

/** The first of these in a folder counts; the others are names that other tools use for the same thing. */
const names = ["AGENTS.md", "CLAUDE.md", "GEMINI.md"];

/** A person's own additions, kept out of the repository: all of them count. */
const privateNames = ["AGENTS.local.md", "CLAUDE.local.md", "AGENTS.override.md"];

/** The rules of one folder, its private ones last. What can't be read, or lies outside of `top`, is left out. */
export async function rulesOfFolder(folder: string, top: string, places: ImportPlaces): Promise<readonly Rules[]> {
  const shared = await firstOf(names, folder, top);
  const own = await Promise.all(privateNames.map(async (name) => rulesIn(join(folder, name), top)));
  const all = [shared, ...own].filter((one) => one !== undefined);
  return (await Promise.all(all.map(async (one) => withImports(one, places)))).flat();
}

async function firstOf(candidates: readonly string[], folder: string, top: string): Promise<Rules | undefined> {
  for (const name of candidates) {
    const found = await rulesIn(join(folder, name), top);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `top`: the folder that the file must really be in. */
async function rulesIn(path: string, top: string): Promise<Rules | undefined> {
  try {
    const [real, realTop] = await Promise.all([realpath(path), realpath(top)]);
    return isWithin(realTop, real) ? { path, text: await rulesText(real) } : undefined;
  } catch {
    return undefined;
  }
}
