import type { ConfigFiles } from "../core/config/config.ts";
import type { ConfigProblem } from "../core/config/config-problem.ts";
import type { ConfigSchema } from "../core/config/config-schema.ts";
import type { FileLayers } from "../core/config/file-layer.ts";
import { isSensitive } from "../core/config/secret-reference.ts";
import type { FileLayerName } from "../core/config/setting.ts";
import { cachePath, readCache, writeCache } from "../infra/config-files/layer-cache.ts";
import { fileStamp, readTextFile } from "../infra/config-files/read-text-file.ts";
import { checkConfigText, type CheckedFile, type ConfigText } from "./check-config-file.ts";

export interface LayerOptions {
  readonly files: ConfigFiles;
  readonly schema: ConfigSchema;
  /** Changes when what can be set, or who reads it, does. */
  readonly schemaStamp: string;
  readonly cacheFolder: string;
}

/** A file changed less than so many milliseconds ago may change again without its times telling. */
const settleMs = 100;

/**
 * What the files say, checked. It is kept as JSON until a file or the schema changes, so that a start needs neither
 * the YAML reader nor the validator; files with problems, and files that hold a secret as it stands, are not kept.
 */
export async function fileLayers(options: LayerOptions): Promise<FileLayers & { readonly problems: readonly ConfigProblem[] }> {
  const { project, user, organisation } = options.files;
  const paths = [project, user, organisation].filter((path) => path !== undefined);
  const stamps = paths.map((path) => fileStamp(path));
  if (stamps.every((stamp) => stamp === undefined)) return { settings: [], locks: [], warnings: [], problems: [] };
  const stamp = [options.schemaStamp, ...paths.flatMap((path, index) => [path, stamps[index] ?? "none"])].join("|");
  const cache = cachePath(options.cacheFolder, paths);
  const kept = readCache(cache, stamp);
  if (kept !== undefined) return { ...kept, problems: [] };

  const { checked, changedAt } = await checkFiles(options);
  const layers = {
    settings: checked.flatMap((file) => file.settings),
    locks: checked.flatMap((file) => file.locks),
    warnings: checked.flatMap((file) => file.warnings),
  };
  const problems = checked.flatMap((file) => file.problems);
  if (problems.length === 0 && !holdsSecret(layers, options.schema) && Math.abs(Date.now() - changedAt) > settleMs) {
    writeCache(cache, stamp, layers);
  }
  return { ...layers, problems };
}

async function checkFiles({ files, schema }: LayerOptions): Promise<{ checked: readonly CheckedFile[]; changedAt: number }> {
  const texts = [
    present(files.project, "project"),
    present(files.user, "user"),
    present(files.organisation, "organisation"),
  ].filter((text) => text !== undefined);
  const checked = await Promise.all(texts.map((text) => checkConfigText(text, schema)));
  return { checked, changedAt: Math.max(...texts.map((text) => text.changedAt)) };
}

function present(file: string | undefined, layer: FileLayerName): (ConfigText & { readonly changedAt: number }) | undefined {
  const read = file === undefined ? undefined : readTextFile(file);
  return file === undefined || read === undefined ? undefined : { file, layer, text: read.text, changedAt: read.changedAt };
}

function holdsSecret({ settings }: FileLayers, { keys }: ConfigSchema): boolean {
  return settings.some(({ key, value }) => isSensitive(value, keys.get(key)?.secret === true));
}
