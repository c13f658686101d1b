import { renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ModelInfo } from "@ainative-code/sdk";
import { isRecord } from "../../core/config/is-record.ts";
import { makeFolder } from "../files/make-folder.ts";
import { readJsonFile } from "./read-json-file.ts";

/** What was told of the models of one provider besides what its plugin brings. */
export type KeptKind = "refreshed" | "live";

export interface KeptCatalogue {
  /** Who told it. */
  readonly source: string;
  /** ISO date. */
  readonly date: string;
  readonly models: readonly ModelInfo[];
}

export function keptFile(cacheFolder: string, kind: KeptKind, provider: string): string {
  return join(cacheFolder, "catalogue", kind, `${encodeURIComponent(provider)}.json`);
}

/** Takes the place of what was kept. Throws what the system says; then the old one is still there. */
export function keepCatalogue(file: string, catalogue: KeptCatalogue): void {
  const temporary = `${file}.${String(process.pid)}.tmp`;
  try {
    makeFolder(dirname(file), 0o700);
    writeFileSync(temporary, JSON.stringify(catalogue), { mode: 0o600 });
    renameSync(temporary, file);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    throw thrown;
  }
}

/** The ids of the models that are kept; `undefined` where nothing is, or nothing that can be read. */
export function keptIds(file: string): ReadonlySet<string> | undefined {
  try {
    const kept = readJsonFile(file);
    const models: unknown = isRecord(kept) ? kept["models"] : undefined;
    if (!Array.isArray(models)) return undefined;
    return new Set(models.flatMap((model: unknown) => (isRecord(model) && typeof model["id"] === "string" ? [model["id"]] : [])));
  } catch {
    return undefined;
  }
}
