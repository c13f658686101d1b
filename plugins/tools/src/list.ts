import { readFileSync } from "node:fs";
import type { Tool, ToolContext } from "@ainative-code/sdk";
import { searchRoot } from "./search-root.ts";

interface Input {
  readonly path?: string;
  readonly depth?: number;
  readonly includeIgnored?: boolean;
}

const defaultDepth = 2;
const maxDepth = 8;
const maxEntries = 500;

export default {
  name: "list",
  description: readFileSync(new URL("./list.md", import.meta.url), "utf8"),
  risk: "read",
  input: {
    type: "object",
    properties: {
      path: { type: "string", description: "The folder." },
      depth: { type: "integer", minimum: 1, maximum: maxDepth, description: "Levels to show." },
      includeIgnored: { type: "boolean", description: "Do not leave out what .gitignore names." },
    },
    additionalProperties: false,
  },
  access: ({ path = "." }) => [{ kind: "read", path }],
  async run({ path = ".", depth = defaultDepth, includeIgnored = false }, context) {
    const root = await searchRoot(context, path);
    const lines: string[] = [];
    let isCut = false;
    for await (const entry of context.files.walk({ root: root?.path ?? path, includeIgnored, depth, folders: true })) {
      isCut = lines.length >= maxEntries;
      if (isCut) break;
      lines.push(await lineOf(entry, root?.below(entry) ?? entry, context));
    }
    if (lines.length === 0) {
      return { content: `${path} is empty, or all that is in it is ignored.`, details: { entries: 0, complete: true } };
    }
    const note = isCut ? [`(only the first ${maxEntries} entries; list a folder below, with a smaller depth, or use glob)`] : [];
    return { content: [`${path}:`, ...lines, ...note].join("\n"), details: { entries: lines.length, complete: !isCut } };
  },
} satisfies Tool<Input>;

async function lineOf(entry: string, below: string, { files }: ToolContext): Promise<string> {
  const names = below.replace(/\/$/, "").split("/");
  const indent = "  ".repeat(names.length);
  const name = names.at(-1) ?? "";
  if (entry.endsWith("/")) return `${indent}${name}/`;
  const info = await files.info(entry);
  return `${indent}${name}${info === undefined ? "" : `  ${sizeText(info.size)}`}`;
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let value = bytes / 1000;
  let at = 0;
  while (value >= 999.5 && at < units.length - 1) {
    value /= 1000;
    at++;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[at] ?? ""}`;
}
