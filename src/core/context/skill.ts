import { rulesIn } from "./read-command.ts";
import type { CommandOrigin } from "./own-command.ts";

/** Instructions for one kind of work, told when they are needed. */
export interface Skill {
  readonly name: string;
  readonly description: string;
  readonly origin: CommandOrigin;
  /** Absolute; `SKILL.md` and what belongs to it. */
  readonly folder: string;
  /** Permission rules that hold where the user calls it by its name. */
  readonly allowedTools: readonly string[];
}

/** Lengths that the format of skills sets. */
const maxName = 64;
const maxDescription = 1024;

/** Characters of all descriptions together: each request carries them. */
const maxListed = 24_000;

interface SkillSource extends Pick<Skill, "origin" | "folder"> {
  /** Of its folder. */
  readonly folderName: string;
  /** Of its head. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A skill by the head of its file, or what is wrong with that: `problem` follows the file's name. */
export function readSkill({ folderName, folder, origin, fields }: SkillSource): Skill | { readonly problem: string } {
  const { name, description, "allowed-tools": tools } = fields;
  if (typeof name !== "string" || typeof description !== "string" || description.trim() === "") {
    return { problem: "its head has to give a name and a description" };
  }
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) || name.length > maxName) {
    return {
      problem: `its name has to be of small letters, digits and single hyphens, ${maxName} at most, and not ${JSON.stringify(name.slice(0, 80))}`,
    };
  }
  if (name !== folderName) return { problem: `its name is "${name}", and that of its folder "${folderName}"` };
  if (description.length > maxDescription) return { problem: `its description has more than ${maxDescription} characters` };
  // The format parts them by spaces, other programs by commas.
  const allowedTools = rulesIn(typeof tools === "string" ? (tools.match(/[\w-]+(?:\([^)]*\))?/g) ?? []) : tools);
  if (allowedTools === undefined) return { problem: "allowed-tools has to be a list of permission rules" };
  return { name, description: description.trim().replaceAll(/\s+/g, " "), origin, folder, allowedTools };
}

/** What the model is told of them from the start; empty where there are none. */
export function skillsPart(skills: readonly Skill[]): string {
  if (skills.length === 0) return "";
  const lines = skills.map(({ name, description }) => `- ${name}: ${description}`);
  let room = maxListed;
  const shown = lines.filter((line) => (room -= line.length) >= 0);
  const left = lines.length - shown.length;
  const rest =
    left === 0
      ? []
      : [
          `- and ${left} more, too many to describe: ${skills
            .slice(-left)
            .map(({ name }) => name)
            .join(", ")
            .slice(0, maxDescription)}`,
        ];
  return [
    "Skills, instructions for one kind of work each. Where a task fits one, load it with the tool `skill` before you begin:",
    ...shown,
    ...rest,
  ].join("\n");
}
