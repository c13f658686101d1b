import { commandsText } from "./commands.ts";
import { eventsSchema } from "../../src/print/events-schema.ts";
import { inputTable, outputTable } from "./event-lines.ts";
import { exitCodesTable } from "./exit-codes.ts";
import { betweenMarks } from "./marked.ts";
import { bundledSchema } from "./schema.ts";
import { coreSettings, pluginSettings } from "./settings.ts";

/** The pages below docs/ that have generated parts, and how each is brought up to date. */
export const pages: Readonly<Record<string, (page: string) => string>> = {
  "commands.md": (page) => betweenMarks(page, "commands", commandsText()),
  "config.schema.json": () => `${JSON.stringify(bundledSchema(), null, 2)}\n`,
  "events.schema.json": () => `${JSON.stringify(eventsSchema, null, 2)}\n`,
  "headless.md": (page) => betweenMarks(betweenMarks(page, "output lines", outputTable()), "input lines", inputTable()),
  "exit-codes.md": (page) => betweenMarks(page, "exit codes", exitCodesTable()),
  "configuration.md": (page) => betweenMarks(betweenMarks(page, "keys", coreSettings()), "keys of bundled plugins", pluginSettings()),
};
