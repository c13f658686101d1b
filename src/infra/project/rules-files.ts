import { constants } from "node:fs";
import { open, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isWithin } from "../files/fence.ts";

/** The first of these in a folder counts; the others are names that other tools use for the same thing. */
const names = ["AGENTS.md", "CLAUDE.md", "GEMINI.md"];

/** Characters of all rules together: more would crowd out the work itself. */
const maxChars = 65_536;

/** Bytes of one file that are looked at: as many as so many characters and one more can take. */
const maxBytes = 4 * (maxChars + 1);

/** Not on Windows, which has neither. */
const noWaiting = process.platform === "win32" ? 0 : constants.O_NONBLOCK | constants.O_NOFOLLOW;

export interface ProjectRules {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/**
 * The rules for agents from the root of the repository down to `cwd`, nearest last. Outside a repository only those of
 * `cwd` itself count. What can't be read is left out, and so is what lies outside of the repository, or of `cwd`. Where
 * there is more than is taken, `onNotice` hears a sentence about it, and the nearest rules come first.
 */
export async function readProjectRules(cwd: string, onNotice: (text: string) => void = () => undefined): Promise<readonly ProjectRules[]> {
  const folders = await foldersDownTo(cwd);
  const found = await Promise.all(folders.map(async (folder) => readRules(folder, folders[0] ?? cwd)));
  let room = maxChars;
  const kept: ProjectRules[] = [];
  for (const rules of found.filter((one) => one !== undefined).toReversed()) {
    const whole = rules.text.length <= room;
    if (!whole) onNotice(`${rules.path} is used up to its character ${room.toLocaleString("en-US")}: rules may have ${maxChars.toLocaleString("en-US")} together.`);
    if (whole) kept.unshift(rules);
    else if (room > 0) kept.unshift({ ...rules, text: `${rules.text.slice(0, room)}\n[… the rest of this file is left out: it is too long …]` });
    room -= Math.min(rules.text.length, room);
  }
  return kept;
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

/** `top`: the folder that the file must really be in. */
async function readRules(folder: string, top: string): Promise<ProjectRules | undefined> {
  for (const name of names) {
    const path = join(folder, name);
    try {
      const [real, realTop] = await Promise.all([realpath(path), realpath(top)]);
      if (isWithin(realTop, real)) return { path, text: await readBeginning(real) };
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Throws for anything but a regular file; a named pipe is not waited for. */
async function readBeginning(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | noWaiting);
  try {
    if (!(await file.stat()).isFile()) throw new Error(`${path} is no file`);
    const bytes = Buffer.alloc(maxBytes);
    const { bytesRead } = await file.read(bytes, 0, maxBytes, 0);
    return bytes.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}
