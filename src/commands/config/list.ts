import { Command, Flags } from "@ainative-code/sdk/command";
import type { ConfigEntry } from "../../core/config/config.ts";
import type { Source } from "../../core/config/setting.ts";
import { services } from "../../app/services.ts";

/** Prints all settings with where they come from. */
export default class ConfigList extends Command {
  static override description = "List the settings in effect and where each one comes from. Secrets are hidden.";
  static override examples = ["<%= config.bin %> config list", "<%= config.bin %> config list --all --json"];
  static override flags = { all: Flags.boolean({ description: "also the settings that are not set" }) };

  override async run(): Promise<unknown> {
    const { flags } = await this.parse(ConfigList);
    const config = await services(this.config).config();
    for (const warning of config.warnings) this.warn(warning);
    const entries = config.entries().filter((entry) => flags.all || entry.sources.length > 0);
    for (const line of table(entries.map(rowOf))) this.log(line);
    return entries.map((entry) => ({ ...entry, value: entry.value ?? null }));
  }
}

function rowOf({ key, value, sources }: ConfigEntry): readonly string[] {
  const shown = value === undefined ? "(not set)" : typeof value === "string" ? value : JSON.stringify(value);
  return [key, shown, sources.map(placeOf).join(", ")];
}

function placeOf({ layer, file, line, variable }: Source): string {
  const place = variable ?? (file === undefined ? undefined : `${file}:${String(line ?? 1)}`);
  return place === undefined ? layer : `${layer} (${place})`;
}

/** Columns of one width each, the last one free. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd());
}
