import { readdirSync, readFileSync } from "node:fs";
import { familiesOf, memberKeys } from "../../src/core/config/config-family.ts";
import { keysOf } from "../../src/core/config/config-key.ts";
import type { ConfigKey } from "../../src/core/config/config-key.ts";
import { coreSchema } from "../../src/core/config/schema.ts";
import { markdownTable } from "./marked.ts";

const plugins = new URL("../../plugins/", import.meta.url);

const head = ["Key", "Value", "Default", "In a project", "Variables", "What it does"];

/** The settings of the core. */
export function coreSettings(): string {
  return markdownTable(head, keysOf(coreSchema).filter((key) => key.name !== "plugins").map(row));
}

/** The settings of the bundled plugins, below `plugins`. */
export function pluginSettings(): string {
  const keys = readdirSync(plugins).flatMap((name) => {
    const schema = schemaOf(name);
    if (schema === undefined) return [];
    const members = familiesOf(schema, ["plugins", name]).flatMap((family) => memberKeys(family, "NAME"));
    return [...keysOf(schema, ["plugins", name]).filter((key) => key.path.length > 2), ...members];
  });
  return markdownTable(head, keys.map(row));
}

function schemaOf(plugin: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(readFileSync(new URL(`${plugin}/settings.schema.json`, plugins), "utf8")) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}

function row({ name, schema, userOnly, variables }: ConfigKey): readonly string[] {
  const standard = schema["default"] === undefined ? "" : `\`${JSON.stringify(schema["default"]).replaceAll('"', "")}\``;
  const description = typeof schema["description"] === "string" ? schema["description"] : "";
  return [`\`${name}\``, valueText(schema), standard, projectText(userOnly), variables.map((variable) => `\`${variable}\``).join(", "), description];
}

function valueText(schema: Readonly<Record<string, unknown>>): string {
  const words = schema["enum"];
  if (Array.isArray(words)) return words.map((word) => `\`${String(word)}\``).join(", ");
  const type = typeof schema["type"] === "string" ? schema["type"] : "";
  const names: Readonly<Record<string, string>> = { array: "list", integer: "whole number", number: "number", boolean: "true, false", object: "map" };
  return names[type] ?? "text";
}

function projectText(userOnly: ConfigKey["userOnly"]): string {
  if (typeof userOnly === "boolean") return userOnly ? "no" : "yes";
  return `not ${userOnly.map((value) => `\`${String(value)}\``).join(", ")}`;
}
