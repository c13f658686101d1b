/**
 * Writes the table of keys into docs/configuration.md:
 *   node --conditions=ainative-source scripts/docs/config-table.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { keysOf, type ConfigKey } from "../../src/core/config/config-key.ts";
import { coreSchema } from "../../src/core/config/schema.ts";

export const configPage: URL = new URL("../../docs/configuration.md", import.meta.url);

const marks = ["<!-- keys: made by scripts/docs/config-table.ts -->", "<!-- end of keys -->"] as const;

/** The table of the core's keys, in Markdown. */
export function configTable(): string {
  const rows = keysOf(coreSchema).filter((key) => key.name !== "plugins").map(row);
  return ["| Key | Value | Default | In a project | What it does |", "|---|---|---|---|---|", ...rows].join("\n");
}

/** A page with the table put between its marks. Throws where the page has not both of them. */
export function withTable(page: string): string {
  const [start, end] = marks.map((mark) => page.indexOf(mark));
  if (start === undefined || end === undefined || start < 0 || end < start) throw new Error("docs/configuration.md has lost the marks of its table");
  return `${page.slice(0, start)}${marks[0]}\n${configTable()}\n${page.slice(end)}`;
}

function row({ name, schema, userOnly }: ConfigKey): string {
  const standard = schema["default"] === undefined ? "" : `\`${JSON.stringify(schema["default"]).replaceAll('"', "")}\``;
  return `| \`${name}\` | ${valueText(schema)} | ${standard} | ${projectText(userOnly)} | ${String(schema["description"])} |`;
}

function valueText(schema: Readonly<Record<string, unknown>>): string {
  const words = schema["enum"];
  if (Array.isArray(words)) return words.map((word) => `\`${String(word)}\``).join(", ");
  if (schema["type"] === "array") return "list of texts";
  return schema["type"] === "integer" ? "whole number" : "text";
}

function projectText(userOnly: ConfigKey["userOnly"]): string {
  if (typeof userOnly === "boolean") return userOnly ? "no" : "yes";
  return `not ${userOnly.map((value) => `\`${String(value)}\``).join(", ")}`;
}

if (import.meta.main) writeFileSync(configPage, withTable(readFileSync(configPage, "utf8")));
