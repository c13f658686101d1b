import { readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { CommandOrigin } from "../../core/context/own-command.ts";
import { readSkill } from "../../core/context/skill.ts";
import type { Skill } from "../../core/context/skill.ts";
import { isWithin } from "../files/fence.ts";
import { readFrontMatter } from "./front-matter.ts";
import { readBeginning } from "./read-beginning.ts";

export interface SkillFolder {
  /** Absolute; holds one folder for each skill. */
  readonly folder: string;
  /** The folder that they really have to be in. */
  readonly top: string;
  readonly origin: CommandOrigin;
}

/** Bytes of one file. */
const maxBytes = 262_144;
/** Files of a skill that are named. */
const maxNamed = 100;

/** The skills of these folders, by name; of two with one name the one of the earlier folder. What is broken is told. */
export async function readSkills(folders: readonly SkillFolder[], onNotice: (text: string) => void): Promise<readonly Skill[]> {
  const each = await Promise.all(
    folders.map(async ({ folder, top, origin }) => {
      const names = (await readdir(folder).catch((): string[] => [])).sort();
      return Promise.all(names.map(async (name) => skillIn(join(folder, name), name, { top, origin }, onNotice)));
    }),
  );
  const all = each.flat().filter((skill) => skill !== undefined);
  return all
    .filter(({ name }, index) => all.findIndex((one) => one.name === name) === index)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a skill says, without its head, and the names of the files beside it. */
export async function readSkillBody({
  folder,
}: Pick<Skill, "folder">): Promise<{ readonly body: string; readonly files: readonly string[] }> {
  const { body } = await readFrontMatter(await textOf(join(folder, "SKILL.md")));
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return {
    body: body.trim(),
    files: files
      .filter((name) => name !== "SKILL.md")
      .toSorted()
      .slice(0, maxNamed),
  };
}

/**
 * A file that belongs to a skill. Throws `permission-denied` for one outside of its folder, `invalid-input` for one that
 * is no text.
 */
export async function readSkillFile({ folder }: Pick<Skill, "folder">, name: string): Promise<string> {
  const [real, top] = await Promise.all([realpath(join(folder, name)).catch(() => undefined), realpath(folder)]);
  if (real === undefined) throw new AinError("invalid-input", `The skill has no file ${name}.`);
  if (!isWithin(top, real)) throw new AinError("permission-denied", `${name} is outside of the skill's folder.`);
  const text = await textOf(real);
  if (text.includes("\0")) throw new AinError("invalid-input", `${name} is no text. It is at ${real}.`);
  return text;
}

async function textOf(path: string): Promise<string> {
  const text = await readBeginning(path, maxBytes + 1).catch((cause: unknown) => {
    throw new AinError("invalid-input", `${path} can't be read.`, { cause });
  });
  return text.length > maxBytes ? `${text.slice(0, maxBytes)}\n[… the rest is left out: it is too long …]` : text;
}

async function skillIn(
  folder: string,
  name: string,
  { top, origin }: Pick<SkillFolder, "top" | "origin">,
  onNotice: (text: string) => void,
): Promise<Skill | undefined> {
  const path = join(folder, "SKILL.md");
  const [real, realTop] = await Promise.all([path, top].map(async (one) => realpath(one).catch(() => undefined)));
  if (real === undefined || realTop === undefined) return undefined;
  if (!isWithin(realTop, real)) {
    onNotice(`The skill ${path} is left out: it leads out of ${top}.`);
    return undefined;
  }
  const text = await readBeginning(real, maxBytes).catch(() => undefined);
  if (text === undefined) return undefined;
  const { fields, problem } = await readFrontMatter(text);
  const skill = problem === undefined ? readSkill({ folderName: name, folder, origin, fields }) : { problem };
  if (!("problem" in skill)) return skill;
  onNotice(`The skill ${path} is left out: ${skill.problem.replace(/\.$/, "")}.`);
  return undefined;
}
