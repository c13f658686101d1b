import { join } from "node:path";
import { AinError } from "@ainative-code/sdk";
import { initCommand } from "../../core/context/init-command.ts";
import { isPrivileged } from "../../core/context/own-command.ts";
import type { OwnCommand } from "../../core/context/own-command.ts";
import { readCommandFiles } from "../../infra/project/command-files.ts";
import { projectRoot } from "../project-place.ts";
import type { Services } from "../services.ts";
import { isTrusted } from "../trust.ts";
import { skillCommand, skillsOf } from "./skills.ts";

type Place = Pick<Services, "environment" | "folders">;

/** The prompts with a name: those of the project first, then the user's own, then those of the program. */
export async function ownCommands(
  place: Place,
  onNotice: (text: string) => void = () => undefined,
): Promise<readonly OwnCommand[]> {
  const {
    environment: { home },
    folders: { config },
  } = place;
  const root = projectRoot(place);
  const found = await readCommandFiles(
    [
      { folder: join(root, ".ainative-code/commands"), top: root, origin: "project" },
      { folder: join(root, ".claude/commands"), top: root, origin: "project" },
      { folder: join(config, "commands"), top: join(config, "commands"), origin: "user" },
      { folder: join(home, ".claude/commands"), top: join(home, ".claude/commands"), origin: "user" },
    ],
    onNotice,
  );
  const skills = await Promise.all(
    (await skillsOf(place, onNotice)).map(async (skill) => skillCommand(skill).catch(() => undefined)),
  );
  return [
    ...skills.filter((skill) => skill !== undefined),
    ...found.filter(({ name }) => name !== initCommand.name),
    initCommand,
  ];
}

/** Throws `permission-denied` for a command that a folder brings with rights, before the folder is trusted. */
export function checkTrusted(command: OwnCommand, place: Place): void {
  if (command.origin !== "project" || !isPrivileged(command) || isTrusted(place)) return;
  throw new AinError(
    "permission-denied",
    `/${command.name} comes with this folder and brings permissions, a model or command lines, and the folder is not trusted.`,
    {
      actions: [`Look at it: ${command.path ?? command.name}`, "Trust the folder: ainative-code trust"],
    },
  );
}
