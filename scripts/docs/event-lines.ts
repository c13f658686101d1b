import type { JsonSchema } from "@ainative-code/sdk";
import { inputLines } from "../../src/print/events/input-lines.ts";
import { outputLines } from "../../src/print/events/output-lines.ts";
import { markdownTable } from "./marked.ts";

/** The lines of both streams, each with what it is for. */
export function outputTable(): string {
  return table("`type`", outputLines);
}

export function inputTable(): string {
  return table("Message", inputLines);
}

function table(head: string, lines: Readonly<Record<string, JsonSchema>>): string {
  const rows = Object.entries(lines).map(([name, { description, properties }]) => [`\`${name}\``, membersOf(properties), String(description)]);
  return markdownTable([head, "Members", "What it says"], rows);
}

function membersOf(properties: unknown): string {
  const names = Object.keys(typeof properties === "object" && properties !== null ? properties : {});
  return names.filter((name) => name !== "type" && name !== "session_id").map((name) => `\`${name}\``).join(", ");
}
