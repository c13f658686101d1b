import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord } from "../../core/config/is-record.ts";
import { makeFolder } from "../files/make-folder.ts";

/** The names of models, by provider. */
export type KnownModels = Readonly<Record<string, readonly string[]>>;

function fileIn(cacheFolder: string): string {
  return join(cacheFolder, "models.json");
}

/** The models that were listed last; empty where nothing is kept, or nothing that can be read. */
export function readModels(cacheFolder: string): KnownModels {
  try {
    const kept: unknown = JSON.parse(readFileSync(fileIn(cacheFolder), "utf8"));
    if (!isRecord(kept)) return {};
    return Object.fromEntries(Object.entries(kept).map(([provider, ids]) => [provider, namesIn(ids)]));
  } catch {
    return {};
  }
}

/** Keeps the models of some providers; those of others stay. A cache that can't be written is no failure. */
export function writeModels(cacheFolder: string, models: KnownModels): void {
  const temporary = `${fileIn(cacheFolder)}.${String(process.pid)}.tmp`;
  try {
    makeFolder(cacheFolder, 0o700);
    writeFileSync(temporary, JSON.stringify({ ...readModels(cacheFolder), ...models }), { mode: 0o600 });
    renameSync(temporary, fileIn(cacheFolder));
  } catch {
    // Completion then knows fewer names.
  }
}

function namesIn(ids: unknown): string[] {
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
}
