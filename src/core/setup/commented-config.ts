import type { ConfigKey } from "../config/config-key.ts";
import { wrapped } from "./wrapped.ts";
import { yamlValue } from "./yaml-value.ts";

/** Columns of the file, as far as its prose goes. */
const width = 100;

const head = [
  'Settings of ainative-code. What stands behind "# " is not set: take the "# " away and it is.',
  "What is in effect, and where it comes from: ainative-code config list",
];

/**
 * A config file with every key there is: its description above it, the key itself as a comment with its default, and
 * those in `values`, by name, set. `titles` are what sections of plugins are called, by their name.
 */
export function commentedConfig(
  keys: Iterable<ConfigKey>,
  values: ReadonlyMap<string, unknown>,
  titles: ReadonlyMap<string, string> = new Map(),
): string {
  const lines = head.flatMap((text) => comment(text, 0));
  let open: readonly string[] = [];
  for (const key of keys) {
    const groups = key.path.slice(0, -1);
    const from = sharedDepth(groups, open);
    for (let depth = from; depth < groups.length; depth += 1) lines.push(...groupLines(groups, depth, titles));
    if (from === groups.length) lines.push("");
    open = groups;
    lines.push(...keyLines(key, values));
  }
  return `${lines.join("\n")}\n`;
}

/** How many groups of a key are those of the one before it. */
function sharedDepth(groups: readonly string[], before: readonly string[]): number {
  const other = groups.findIndex((name, depth) => before[depth] !== name);
  return other === -1 ? groups.length : other;
}

function groupLines(groups: readonly string[], depth: number, titles: ReadonlyMap<string, string>): string[] {
  const name = groups[depth] ?? "";
  const title = depth === 1 && groups[0] === "plugins" ? titles.get(name) : undefined;
  const key = /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
  const gap = depth === 0 || depth < groups.length - 1 || groups[0] === "plugins" ? [""] : [];
  return [...gap, ...(title === undefined ? [] : comment(title, depth)), `${indent(depth)}${key}:`];
}

function keyLines(key: ConfigKey, values: ReadonlyMap<string, unknown>): string[] {
  const depth = key.path.length - 1;
  const name = yamlValue(key.path.at(-1) ?? "");
  const set = values.has(key.name);
  const value = set ? yamlValue(values.get(key.name)) : sampleOf(key);
  return [...comment(proseOf(key), depth), `${indent(depth)}${set ? "" : "# "}${name}:${value === "" ? "" : ` ${value}`}`];
}

/** What a key would be set to: its default, an example, or the variable that its secret is known by. */
function sampleOf({ schema, secret, variables }: ConfigKey): string {
  const examples = schema["examples"];
  const sample: unknown = schema["default"] ?? (Array.isArray(examples) ? examples[0] : undefined);
  if (sample !== undefined) return yamlValue(sample);
  return secret ? `\${${variables[1] ?? variables[0] ?? ""}}` : "";
}

function proseOf({ schema }: ConfigKey): string {
  const told = schema["description"] ?? schema["title"];
  const text = typeof told === "string" ? told : "";
  const words: readonly unknown[] = Array.isArray(schema["enum"]) ? schema["enum"] : [];
  const untold = words.some((word) => !text.includes(String(word)));
  return `${text}${untold ? ` One of: ${words.join(", ")}.` : ""}`.trim();
}

function comment(text: string, depth: number): string[] {
  return text === "" ? [] : wrapped(text, width - indent(depth).length - 2).map((line) => `${indent(depth)}# ${line}`);
}

function indent(depth: number): string {
  return "  ".repeat(depth);
}
