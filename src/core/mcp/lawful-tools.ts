import type { JsonSchema } from "@ainative-code/sdk";
import { isRecord } from "../config/is-record.ts";
import type { SchemaCheck } from "../config/schema-check.ts";
import { cleanText } from "./clean-text.ts";
import { riskOf } from "./risk-of.ts";
import type { ServerTool } from "./server-facts.ts";
import type { McpServer } from "./server.ts";

/** Of one server. More than anybody can choose from; each one costs time and tokens. */
const mostTools = 1000;
/** Characters. A description longer than this is no description. */
const maxDescription = 4000;
/** Characters of a schema as JSON, and how deep it may be nested. */
const maxSchema = 64 * 1024;
const maxDepth = 64;

export interface LawfulTools {
  readonly tools: readonly ServerTool[];
  readonly notes: readonly string[];
}

/** What a server says of its tools, with everything left out or replaced that could do harm. Sorted by name. */
export function lawfulTools(offered: readonly unknown[], server: Pick<McpServer, "tools">, check: SchemaCheck): LawfulTools {
  const tools = new Map<string, ServerTool>();
  const notes: string[] = [];
  if (offered.length > mostTools) notes.push(`offers ${offered.length} tools; only the first ${mostTools} are taken`);
  for (const one of offered.slice(0, mostTools)) {
    const name = isRecord(one) ? one["name"] : undefined;
    if (!isRecord(one) || typeof name !== "string" || name === "" || name.length > 256 || cleanText(name, 256) !== name) {
      notes.push("offers a tool without a usable name");
    } else if (tools.has(name)) notes.push(`offers two tools with the name "${name}"`);
    else if (isWanted(name, server)) tools.set(name, lawful(name, one, check, notes));
  }
  return { tools: [...tools.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), notes };
}

function lawful(name: string, one: Readonly<Record<string, unknown>>, check: SchemaCheck, notes: string[]): ServerTool {
  const said = cleanText(one["description"], maxDescription) || cleanText(one["title"], maxDescription) || `The tool ${name}.`;
  const wrong = mistakeIn(one["inputSchema"], check);
  if (wrong !== undefined) {
    notes.push(`describes the arguments of "${name}" by a schema that ${wrong}; any arguments are passed on`);
  }
  return {
    name,
    description: said,
    input: wrong === undefined && isRecord(one["inputSchema"]) ? objectSchema(one["inputSchema"]) : { type: "object" },
    risk: riskOf(one["annotations"]),
  };
}

/** Vendors want `properties`, and refuse what they do not know at the top. */
function objectSchema(schema: Readonly<Record<string, unknown>>): JsonSchema {
  const { $schema: _dialect, $id: _id, ...rest } = schema;
  return { ...rest, type: "object", properties: isRecord(schema["properties"]) ? schema["properties"] : {} };
}

function mistakeIn(schema: unknown, check: SchemaCheck): string | undefined {
  if (!isRecord(schema)) return "is none";
  if (schema["type"] !== undefined && schema["type"] !== "object") return "is not of type object";
  if (!isShallow(schema, maxDepth)) return "is nested too deeply";
  if (JSON.stringify(schema).length > maxSchema) return `is longer than ${maxSchema / 1024} KiB`;
  if (!holds(schema, isUsable)) return "is no JSON Schema";
  try {
    check(objectSchema(schema), {});
    return undefined;
  } catch {
    return "is no JSON Schema";
  }
}

/** Whether every object in a value passes. */
function holds(value: unknown, passes: (one: Readonly<Record<string, unknown>>) => boolean): boolean {
  if (Array.isArray(value)) return value.every((item: unknown) => holds(item, passes));
  return !isRecord(value) || (passes(value) && Object.values(value).every((member) => holds(member, passes)));
}

/** What a validator looks at only when it meets such a value: patterns, and where a reference leads. */
function isUsable({ pattern, patternProperties, $ref: reference }: Readonly<Record<string, unknown>>): boolean {
  const patterns = [
    ...(typeof pattern === "string" ? [pattern] : []),
    ...(isRecord(patternProperties) ? Object.keys(patternProperties) : []),
  ];
  return patterns.every(isPattern) && (typeof reference !== "string" || reference.startsWith("#"));
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

function isShallow(value: unknown, left: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return left > 0 && Object.values(value).every((member) => isShallow(member, left - 1));
}

function isWanted(name: string, { tools: { allow, deny } }: Pick<McpServer, "tools">): boolean {
  return (allow === undefined || allow.some((pattern) => fits(pattern, name))) && !deny.some((pattern) => fits(pattern, name));
}

function fits(pattern: string, name: string): boolean {
  const source = pattern.split("*").map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)).join(".*");
  return new RegExp(`^${source}$`, "s").test(name);
}
