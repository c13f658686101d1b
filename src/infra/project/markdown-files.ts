import { readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { isWithin } from "../files/fence.ts";
import { readBeginning } from "./read-beginning.ts";

export interface MarkdownFile {
  /** Absolute. */
  readonly path: string;
  /** Below its folder, `/` between names. */
  readonly name: string;
  readonly text: string;
}

/** Bytes of one file. */
const maxBytes = 262_144;
/** Files of one folder: a thousand commands are a mistake, not a wish. */
const maxFiles = 500;
/** Folders below it. */
const maxDepth = 5;

/**
 * The Markdown files below a folder, by name. What can't be read, or is really outside of `top`, is left out; what is too
 * large or too much is told.
 */
export async function markdownFiles(
  folder: string,
  top: string,
  onNotice: (text: string) => void,
): Promise<readonly MarkdownFile[]> {
  const names = await namesBelow(folder, "", maxDepth);
  if (names.length > maxFiles) onNotice(`${folder} holds ${names.length} Markdown files; the first ${maxFiles} are used.`);
  const files = await Promise.all(names.slice(0, maxFiles).map(async (name) => readOne(join(folder, name), name, top, onNotice)));
  return files.filter((file) => file !== undefined);
}

async function namesBelow(folder: string, prefix: string, depth: number): Promise<readonly string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch(() => []);
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const below = await Promise.all(
    sorted.map(async (entry) => {
      if (entry.isDirectory()) return depth === 0 ? [] : namesBelow(folder, `${prefix}${entry.name}/`, depth - 1);
      return entry.name.endsWith(".md") ? [`${prefix}${entry.name}`] : [];
    }),
  );
  return below.flat();
}

async function readOne(
  path: string,
  name: string,
  top: string,
  onNotice: (text: string) => void,
): Promise<MarkdownFile | undefined> {
  try {
    const [real, realTop] = await Promise.all([realpath(path), realpath(top)]);
    if (!isWithin(realTop, real)) {
      onNotice(`${path} leads out of ${top} and is left out.`);
      return undefined;
    }
    const text = await readBeginning(real, maxBytes + 1);
    if (text.length <= maxBytes) return { path, name, text };
    onNotice(`${path} is larger than ${maxBytes.toLocaleString("en-US")} bytes and is left out.`);
    return undefined;
  } catch {
    return undefined;
  }
}
