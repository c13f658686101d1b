import { commandsText } from "./commands.ts";
import { exitCodesTable } from "./exit-codes.ts";
import { betweenMarks } from "./marked.ts";
import { bundledSchema } from "./schema.ts";
import { coreSettings, pluginSettings } from "./settings.ts";

/** The pages below docs/ that have generated parts, and how each is brought up to date. */
export const pages: Readonly<Record<string, (page: string) => string>> = {
  "commands.md": (page) => betweenMarks(page, "commands", commandsText()),
  "config.schema.json": () => `${JSON.stringify(bundledSchema(), null, 2)}\n`,
  "exit-codes.md": (page) => betweenMarks(page, "exit codes", exitCodesTable()),
  "configuration.md": (page) => betweenMarks(betweenMarks(page, "keys", coreSettings()), "keys of bundled plugins", pluginSettings()),
};
