import { realpath } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { importsIn } from "../../core/context/imports-in.ts";
import type { Rules } from "../../core/context/rules.ts";
import { namesSecret } from "../../core/permissions/shell/secret-words.ts";
import { isWithin } from "../files/fence.ts";
import { rulesText } from "./rules-text.ts";

export interface ImportPlaces {
  /** Folders, symlinks resolved, that a file really has to be in to be imported. */
  readonly within: readonly string[];
  readonly home: string;
  readonly onNotice: (text: string) => void;
}

/** Imports of imports. */
const maxDepth = 5;

/** Files that one file of rules may bring along. */
const maxFiles = 50;

/**
 * A file of rules and, before it, all that it imports by `@path`: relative to the file that says so, absolute or from `~/`.
 * Each file comes once. A name of nothing is left alone; what is outside or where secrets are kept is told and left out.
 */
export async function withImports(rules: Rules, places: ImportPlaces): Promise<readonly Rules[]> {
  const seen = new Set([await realpath(rules.path).catch(() => rules.path)]);
  return expanded(rules, places, seen, 0);
}

async function expanded(rules: Rules, places: ImportPlaces, seen: Set<string>, depth: number): Promise<readonly Rules[]> {
  const found: Rules[] = [];
  for (const path of importsIn(rules.text)) {
    const imported = await resolved(path, rules.path, places);
    if (imported === undefined || seen.has(imported)) continue;
    if (depth === maxDepth || seen.size > maxFiles) {
      places.onNotice(
        `${rules.path} imports @${path}, which is left out: imports are followed ${maxDepth} levels deep, ${maxFiles} files in all.`,
      );
      continue;
    }
    seen.add(imported);
    const text = await rulesText(imported).catch(() => undefined);
    if (text === undefined || text.includes("\0")) continue;
    found.push(...(await expanded({ path: imported, text }, places, seen, depth + 1)));
  }
  return [...found, rules];
}

async function resolved(path: string, from: string, { within, home, onNotice }: ImportPlaces): Promise<string | undefined> {
  const named = path.startsWith("~/") ? join(home, path.slice(2)) : resolve(dirname(from), path);
  const real = await realpath(named).catch(() => undefined);
  if (real === undefined) return undefined;
  const why = namesSecret(real)
    ? "secrets may be kept there"
    : within.some((root) => isWithin(root, real))
      ? undefined
      : "it is outside of the project";
  if (why === undefined) return real;
  onNotice(`${from} imports @${path}, which is left out: ${why}.`);
  return undefined;
}
