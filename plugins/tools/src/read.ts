import { readFileSync } from "node:fs";
import { AinError } from "@ainative-code/sdk";
import type { Tool, ToolContext, ToolOutput } from "@ainative-code/sdk";
import { mediaTypeOf } from "./media.ts";
import { readLines } from "./read-lines.ts";
import { readNotebook } from "./read-notebook.ts";
import { readPdf } from "./read-pdf.ts";

interface Input {
  readonly path: string;
  readonly offset?: number;
  readonly limit?: number;
  readonly pages?: string;
}

/** Entries of a folder shown. */
const maxNames = 500;
/** Bytes. Vendors take images of a few megabytes; what is larger only fails later. */
const maxImageBytes = 20 * 1024 * 1024;

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
      pages: { type: "string", description: "Pages of a PDF." },
    },
    required: ["path"],
    additionalProperties: false,
  },
  access: ({ path }) => [{ kind: "read", path }],
  async run(input, { files, signal }) {
    const info = await files.info(input.path);
    if (info?.kind === "directory") return folder(input.path, files);
    let changed = false;
    const bytes = await files.read(input.path, { onChanged: () => (changed = true) });
    const output = await contentOf(input, bytes, signal);
    return changed
      ? withNote(output, `(${input.path} has changed since it was last read or written in this conversation)`)
      : output;
  },
} satisfies Tool<Input>;

async function contentOf(input: Input, bytes: Uint8Array, signal: AbortSignal): Promise<ToolOutput> {
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === "application/pdf") return readPdf(input.path, bytes, { pages: input.pages, signal });
  if (mediaType !== undefined) return image(input.path, bytes, mediaType);
  const notebook = input.path.endsWith(".ipynb") ? readNotebook(input.path, bytes, input) : undefined;
  return notebook ?? readLines(input.path, bytes, input);
}

function withNote(output: ToolOutput, note: string): ToolOutput {
  const { content } = output;
  return { ...output, content: typeof content === "string" ? `${note}\n${content}` : [{ type: "text", text: note }, ...content] };
}

async function folder(path: string, files: ToolContext["files"]): Promise<ToolOutput> {
  const names = await files.list(path);
  const shown = names.slice(0, maxNames);
  const rest = names.length > shown.length ? [`(${names.length - shown.length} more; use glob)`] : [];
  const head = names.length === 0 ? `${path} is an empty folder.` : `${path} is a folder. In it:`;
  return { content: [head, ...shown, ...rest].join("\n"), details: { entries: names.length } };
}

function image(path: string, bytes: Uint8Array, mediaType: string): ToolOutput {
  if (bytes.length > maxImageBytes) {
    throw new AinError(
      "invalid-input",
      `${path} (${mediaType}) is too large to be looked at: ${bytes.length.toLocaleString("en-US")} bytes.`,
      {
        actions: ["Make it smaller with a shell command first."],
      },
    );
  }
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  const note = { type: "text" as const, text: `${path}: ${mediaType}, ${bytes.length.toLocaleString("en-US")} bytes` };
  return { content: [note, { type: "image", mediaType, data }], details: { mediaType, bytes: bytes.length } };
}
