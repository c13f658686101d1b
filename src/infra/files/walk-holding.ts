import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { scanFiles, type Scan } from "./scan-files.ts";
import { shownPath, walk, type Walk } from "./walk.ts";

/** So many files are told before the scan begins: in small trees, and where matches are many, that is all there is to do. */
const plainFiles = 1500;

/**
 * As `walk` tells them, without files that ripgrep found none of the texts in. It passes symlinks over, so those are told
 * of as if they held one.
 */
export async function* walkHolding(
  options: Walk,
  scan: Pick<Scan, "program" | "texts" | "ignoreCase">,
  scanAfter = plainFiles,
): AsyncGenerator<string, void, void> {
  const { cwd, root, includeIgnored, signal } = options;
  let folders: ReadonlySet<string> | undefined;
  const paths = walk({ ...options, enters: (folder) => folders?.has(folder) !== false });
  const abort = new AbortController();
  const ends = signal === undefined ? abort.signal : AbortSignal.any([signal, abort.signal]);
  try {
    for (let told = 0; told < scanAfter; told++) {
      const { done, value } = await paths.next();
      if (done === true) return;
      yield value;
    }
    const [found, links] = await Promise.all([scanFiles({ ...scan, root, includeIgnored, signal: ends }), linksOf(options)]);
    if (found === undefined || links === undefined) return yield* paths;
    const base = shownPath(cwd, root);
    const matching = new Set(links);
    for (const path of found) matching.add(base + path);
    folders = foldersAbove(matching);
    for await (const path of paths) if (matching.has(path)) yield path;
  } finally {
    abort.abort();
    await paths.return();
  }
}

/** `undefined` where a file is among them by which ripgrep, and nobody else, passes files over: it can't be kept from that. */
async function linksOf(options: Walk): Promise<ReadonlySet<string> | undefined> {
  const links = new Set<string>();
  let isMisled = holdsOwnRules(options.root);
  const onEntries: Walk["onEntries"] = (entries) => (isMisled ||= entries.some(({ name }) => name === rulesFile));
  for await (const path of walk({ ...options, onFolder: undefined, onlyLinks: true, onEntries })) links.add(path);
  return isMisled ? undefined : links;
}

const rulesFile = ".rgignore";

/** The folder, or one above it. */
function holdsOwnRules(folder: string): boolean {
  return existsSync(join(folder, rulesFile)) || (dirname(folder) !== folder && holdsOwnRules(dirname(folder)));
}

function foldersAbove(paths: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let at = path.lastIndexOf("/"); at >= 0 && !folders.has(path.slice(0, at + 1)); at = path.lastIndexOf("/", at - 1)) {
      folders.add(path.slice(0, at + 1));
    }
  }
  return folders;
}
