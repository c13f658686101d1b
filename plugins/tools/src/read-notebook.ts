import { stripVTControlCharacters } from "node:util";
import { AinError } from "@ainative-code/sdk";
import type { ImagePart, TextPart, ToolOutput } from "@ainative-code/sdk";
import { mediaTypeOf } from "./media.ts";
import type { LineRange } from "./read-lines.ts";

const defaultCells = 200;
/** Characters of the source of one cell, of one output, and of one answer. */
const maxSource = 20_000;
const maxOutput = 4_000;
const maxChars = 60_000;
/** Characters of all outputs of one cell. */
const maxCellChars = 20_000;
/** Images of one answer, and base64 characters of one of them. */
const maxImages = 8;
const maxImage = 5 * 1024 * 1024;

type Parts = (TextPart | ImagePart)[];

/** The cells of a Jupyter notebook with their outputs; `offset` and `limit` count cells. `undefined` where it is no notebook. */
export function readNotebook(
  path: string,
  bytes: Uint8Array,
  { offset = 1, limit = defaultCells }: LineRange,
): ToolOutput | undefined {
  const notebook = parsed(bytes);
  const cells = notebook === undefined ? undefined : listOf(notebook["cells"]);
  if (notebook === undefined || cells === undefined) return undefined;
  if (cells.length === 0) return { content: `(${path} has no cells)`, details: { cells: 0 } };
  if (offset > cells.length) {
    throw new AinError("invalid-input", `${path} has ${cells.length} cells; there is no cell ${offset}.`, {
      actions: [`Use an offset between 1 and ${cells.length}.`],
    });
  }
  const parts: Parts = [];
  let last = offset - 1;
  for (const [index, cell] of cells.slice(offset - 1, offset - 1 + limit).entries()) {
    const told = cellParts(recordOf(cell), offset + index, languageOf(notebook));
    const length = lengthOf(parts) + lengthOf(told);
    const images = [...parts, ...told].filter(({ type }) => type === "image").length;
    if (parts.length > 0 && (length > maxChars || images > maxImages)) break;
    parts.push(...told);
    last = offset + index;
  }
  if (last < cells.length) {
    parts.push({ type: "text", text: `(cells ${offset} to ${last} of ${cells.length}; go on with offset ${last + 1})` });
  }
  return { content: joined(parts), details: { cells: cells.length, from: offset, to: last } };
}

function cellParts(cell: Readonly<Record<string, unknown>>, number: number, language: string): Parts {
  const kind = cell["cell_type"];
  const ran = typeof cell["execution_count"] === "number" ? `, run as [${cell["execution_count"]}]` : "";
  const what = kind === "code" ? `${language}${ran}` : typeof kind === "string" ? kind : "unknown";
  const outputs = (listOf(cell["outputs"]) ?? []).flatMap((output) => outputParts(recordOf(output)));
  return [
    { type: "text", text: `--- cell ${number} (${what}) ---\n${cut(textOf(cell["source"]), maxSource)}` },
    ...bounded(outputs),
  ];
}

/** One cell may hold any number of outputs. */
function bounded(outputs: Parts): Parts {
  const shown: Parts = [];
  let [room, images] = [maxCellChars, maxImages];
  for (const part of outputs) {
    if (part.type === "image" ? images-- > 0 : (room -= part.text.length) >= 0) shown.push(part);
  }
  return shown.length === outputs.length
    ? shown
    : [...shown, { type: "text", text: "(... more outputs of this cell, not shown)" }];
}

function outputParts(output: Readonly<Record<string, unknown>>): Parts {
  const text = (body: string): Parts => [{ type: "text", text: `>>> output\n${cut(withoutColours(body).trimEnd(), maxOutput)}` }];
  if (output["output_type"] === "stream") return text(textOf(output["text"]));
  if (output["output_type"] === "error") {
    return text([...(listOf(output["traceback"]) ?? [output["ename"], output["evalue"]])].map(textOf).join("\n"));
  }
  const data = recordOf(output["data"]);
  const image = ["image/png", "image/jpeg", "image/gif", "image/webp"].find((mediaType) => data[mediaType] !== undefined);
  if (image !== undefined) return imageParts(image, textOf(data[image]).replaceAll(/\s/g, ""));
  const plain = data["text/plain"] ?? data["text/markdown"] ?? data["text/html"] ?? data["application/json"];
  if (plain !== undefined) {
    return text(typeof plain === "object" && !Array.isArray(plain) ? JSON.stringify(plain) : textOf(plain));
  }
  const kinds = Object.keys(data);
  return kinds.length === 0 ? [] : [{ type: "text", text: `>>> output (${kinds.join(", ")}, not shown)` }];
}

function imageParts(mediaType: string, data: string): Parts {
  if (data.length > maxImage) return [{ type: "text", text: `>>> output (${mediaType}, too large to be shown)` }];
  // Vendors refuse the whole request for one that is none.
  if (mediaTypeOf(Buffer.from(data.slice(0, 64), "base64")) !== mediaType) {
    return [{ type: "text", text: `>>> output (${mediaType}, damaged)` }];
  }
  return [
    { type: "text", text: `>>> output (${mediaType})` },
    { type: "image", mediaType, data },
  ];
}

/** Neighbouring texts become one; a text alone is no list. */
function joined(parts: Parts): ToolOutput["content"] {
  const out: Parts = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (part.type === "text" && last?.type === "text") out[out.length - 1] = { type: "text", text: `${last.text}\n${part.text}` };
    else out.push(part);
  }
  const [only] = out;
  return out.length === 1 && only?.type === "text" ? only.text : out;
}

function lengthOf(parts: Parts): number {
  return parts.reduce((total, part) => total + (part.type === "text" ? part.text.length + 1 : 0), 0);
}

function languageOf(notebook: Readonly<Record<string, unknown>>): string {
  const metadata = recordOf(notebook["metadata"]);
  const name = recordOf(metadata["language_info"])["name"] ?? recordOf(metadata["kernelspec"])["language"];
  return typeof name === "string" ? name : "code";
}

function parsed(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        .toString("utf8")
        .replace(/^\uFEFF/, ""),
    );
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** Notebooks keep texts as one string or as a list of lines. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.filter((line) => typeof line === "string").join("");
  return typeof value === "string" ? value : "";
}

function withoutColours(text: string): string {
  return stripVTControlCharacters(text);
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)}\n(... ${text.length - max} more characters)`;
}
