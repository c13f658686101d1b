import { readCommand } from "../../core/context/read-command.ts";
import type { CommandOrigin, OwnCommand } from "../../core/context/own-command.ts";
import { readFrontMatter } from "./front-matter.ts";
import { markdownFiles } from "./markdown-files.ts";
import type { MarkdownFile } from "./markdown-files.ts";

export interface CommandFolder {
  /** Absolute. */
  readonly folder: string;
  /** The folder that its files really have to be in. */
  readonly top: string;
  readonly origin: CommandOrigin;
}

/** The commands of these folders, by name; of two with one name the one of the earlier folder. What is broken is told. */
export async function readCommandFiles(
  folders: readonly CommandFolder[],
  onNotice: (text: string) => void,
): Promise<readonly OwnCommand[]> {
  const each = await Promise.all(
    folders.map(async ({ folder, top, origin }) => {
      const files = await markdownFiles(folder, top, onNotice);
      return Promise.all(files.map(async (file) => commandOf(file, origin, onNotice)));
    }),
  );
  const all = each.flat().filter((command) => command !== undefined);
  return all
    .filter(({ name }, index) => all.findIndex((one) => one.name === name) === index)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function commandOf(
  file: MarkdownFile,
  origin: CommandOrigin,
  onNotice: (text: string) => void,
): Promise<OwnCommand | undefined> {
  const { fields, body, problem } = await readFrontMatter(file.text);
  const name = file.name.replace(/\.md$/, "").replaceAll("/", ":");
  const command =
    problem === undefined ? readCommand({ name, origin, path: file.path, fields, body }) : { problem: `is left out: ${problem}` };
  if (!("problem" in command)) return command;
  onNotice(`${file.path} ${command.problem}.`);
  return undefined;
}
