import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The first of these in a folder counts; the others are names that other tools use for the same thing. */
const names = ["AGENTS.md", "CLAUDE.md", "GEMINI.md"];

/** Characters of all rules together: more would crowd out the work itself. */
const maxChars = 65_536;

export interface ProjectRules {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/**
 * The rules for agents from the root of the repository down to `cwd`, nearest last. Outside a repository only those of
 * `cwd` itself count. What can't be read is left out.
 */
export async function readProjectRules(cwd: string): Promise<readonly ProjectRules[]> {
  const found = await Promise.all((await foldersDownTo(cwd)).map(readRules));
  let room = maxChars;
  return found
    .filter((rules) => rules !== undefined)
    .toReversed()
    .filter(({ text }) => (room -= text.length) >= 0)
    .toReversed();
}

async function foldersDownTo(cwd: string): Promise<readonly string[]> {
  const folders: string[] = [];
  for (let folder = cwd; ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (await exists(join(folder, ".git"))) return folders;
    if (dirname(folder) === folder) return [cwd];
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

async function readRules(folder: string): Promise<ProjectRules | undefined> {
  for (const name of names) {
    const path = join(folder, name);
    try {
      return { path, text: await readFile(path, "utf8") };
    } catch {
      continue;
    }
  }
  return undefined;
}
