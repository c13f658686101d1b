import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { Tool, ToolContext, ToolOutput } from "@ainative-code/sdk";
import { mediaTypeOf } from "./media.ts";
import { linesOf, parseText } from "./text-file.ts";
import type { TextForm } from "./text-file.ts";

interface Input {
  readonly path: string;
  readonly offset?: number;
  readonly limit?: number;
}

const defaultLimit = 2000;
const maxLineLength = 2000;
/** Entries of a folder shown. */
const maxNames = 500;
/** Bytes. Vendors take images of a few and PDF files of some ten megabytes; what is larger only fails later. */
const maxMediaBytes = 20 * 1024 * 1024;

export default {
  name: "read",
  description: readFileSync(new URL("./read.md", import.meta.url), "utf8"),
  risk: "read",
  input: {
    type: "object",
    properties: {
      path: { type: "string", description: "The file." },
      offset: { type: "integer", minimum: 1, description: "The first line to show, counted from 1." },
      limit: { type: "integer", minimum: 1, description: "How many lines to show." },
    },
    required: ["path"],
    additionalProperties: false,
  },
  access: ({ path }) => [{ kind: "read", path }],
  async run(input, { files }) {
    const info = await files.info(input.path);
    if (info?.kind === "directory") return folder(input.path, files);
    const bytes = await files.read(input.path);
    return media(input.path, bytes) ?? lines(input, bytes);
  },
} satisfies Tool<Input>;

async function folder(path: string, files: ToolContext["files"]): Promise<ToolOutput> {
  const names = await files.list(path);
  const shown = names.slice(0, maxNames);
  const rest = names.length > shown.length ? [`(${names.length - shown.length} more; use glob)`] : [];
  const head = names.length === 0 ? `${path} is an empty folder.` : `${path} is a folder. In it:`;
  return { content: [head, ...shown, ...rest].join("\n"), details: { entries: names.length } };
}

function media(path: string, bytes: Uint8Array): ToolOutput | undefined {
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === undefined) return undefined;
  if (bytes.length > maxMediaBytes) {
    throw new AinError("invalid-input", `${path} (${mediaType}) is too large to be looked at: ${bytes.length.toLocaleString("en-US")} bytes.`, {
      actions: ["Make it smaller with a shell command first."],
    });
  }
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  const note = { type: "text" as const, text: `${path}: ${mediaType}, ${bytes.length.toLocaleString("en-US")} bytes` };
  const details = { mediaType, bytes: bytes.length };
  return mediaType === "application/pdf"
    ? { content: [note, { type: "file", mediaType, data, name: basename(path) }], details }
    : { content: [note, { type: "image", mediaType, data }], details };
}

function lines({ path, offset = 1, limit = defaultLimit }: Input, bytes: Uint8Array): ToolOutput {
  const file = parseText(bytes);
  if (file === undefined) {
    throw new AinError("invalid-input", `${path} is a binary file (${bytes.length.toLocaleString("en-US")} bytes).`, {
      actions: ["Look at it with a shell command such as `file` or `xxd | head`."],
    });
  }
  const all = linesOf(file.text);
  if (all.length === 0) return { content: `(${path} is empty)`, details: { lines: 0 } };
  if (offset > all.length) {
    throw new AinError("invalid-input", `${path} has ${all.length} lines; there is no line ${offset}.`, {
      actions: [`Use an offset between 1 and ${all.length}.`],
    });
  }
  const shown = all.slice(offset - 1, offset - 1 + limit);
  const numbered = shown.map((line, index) => `${String(offset + index).padStart(6)}\t${cut(line)}`);
  const last = offset + shown.length - 1;
  const more = last < all.length ? [`(lines ${offset} to ${last} of ${all.length}; go on with offset ${last + 1})`] : [];
  return { content: [...numbered, ...more, ...formNote(file.form)].join("\n"), details: { lines: all.length, from: offset, to: last } };
}

function cut(line: string): string {
  if (line.length <= maxLineLength) return line;
  return `${line.slice(0, maxLineLength)} (... ${line.length - maxLineLength} more characters in this line)`;
}

function formNote({ encoding }: TextForm): readonly string[] {
  if (encoding === "utf-8") return [];
  return [encoding === "latin1" ? "(not UTF-8; shown as Latin-1)" : `(${encoding.toUpperCase()})`];
}
