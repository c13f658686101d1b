import { toAinError } from "@ainative-code/sdk";
import type { FileInfo, Files, Part } from "@ainative-code/sdk";
import { decodedText } from "../../core/context/decoded-text.ts";
import { mediaTypeOf } from "../../core/context/media-type.ts";
import { mentionsIn } from "../../core/context/mentions.ts";
import type { Mention } from "../../core/context/mentions.ts";
import { maxResultChars, truncateText } from "../../core/tools/truncate.ts";
import { newId } from "../../core/sessions/id.ts";
import type { Reach } from "../chat.ts";

export interface Attached {
  readonly parts: readonly Part[];
  /** A sentence for each `@path` that was not taken as it was meant. */
  readonly notices: readonly string[];
}

type Taken = { readonly part?: Part; readonly notice?: string };

/** Vendors take no larger image, and nobody a larger text. Bytes. */
const maxBytes = 5 * 1024 * 1024;

/** Names of a folder that are told. */
const maxNames = 1000;

/**
 * The files that a prompt names, read under the same rules as the model's own reads. A name of nothing is left in the
 * text, for it may be anything.
 */
export async function attachments(prompt: string, reach: Reach, signal: AbortSignal): Promise<Attached> {
  const taken: Taken[] = [];
  for (const mention of mentionsIn(prompt)) taken.push(await take(mention, reach, signal));
  return { parts: taken.flatMap(({ part }) => part ?? []), notices: taken.flatMap(({ notice }) => notice ?? []) };
}

/** A file may be named as a range is: the file counts. */
async function take({ path, range }: Mention, reach: Reach, signal: AbortSignal): Promise<Taken> {
  const named = [{ path, lines: undefined }, ...(range === undefined ? [] : [{ path: range.path, lines: range }])];
  try {
    for (const one of named) {
      const found = await find(one.path, reach, signal);
      if (found === undefined) continue;
      if (!(await mayRead(one.path, found, reach, signal))) return { notice: `@${path} was not attached: it was refused.` };
      return await taken(path, found, one.lines, reach);
    }
    return {};
  } catch (thrown) {
    return { notice: `@${path} was not attached: ${toAinError(thrown).message}` };
  }
}

interface Found {
  readonly resolved: { readonly path: string; readonly inside: boolean; readonly shown: string };
  readonly files: Files;
  readonly info: FileInfo;
}

async function find(path: string, { machine }: Reach, signal: AbortSignal): Promise<Found | undefined> {
  const resolved = await machine.resolve(path);
  const files = machine.files({ read: resolved.inside ? [] : [resolved.path], write: [], named: [resolved.path] }, signal);
  const info = await files.info(resolved.path);
  return info === undefined ? undefined : { resolved, files, info };
}

async function mayRead(path: string, { resolved }: Found, { gatekeeper }: Reach, signal: AbortSignal): Promise<boolean> {
  const call = { type: "tool-call", id: newId(), name: "read", input: { path } } as const;
  const { allowed } = await gatekeeper.permit(
    call,
    { tool: "read", risk: "read", accesses: [{ ...resolved, kind: "read" }] },
    signal,
  );
  return allowed;
}

async function taken(path: string, { resolved, files, info }: Found, lines: Mention["range"], { hiding }: Reach): Promise<Taken> {
  if (info.kind === "directory") return folderPart(path, await files.list(resolved.path));
  const bytes = await files.read(resolved.path, { maxBytes });
  const mediaType = mediaTypeOf(bytes);
  const data = (): string => Buffer.from(bytes).toString("base64");
  if (mediaType === "application/pdf") return { part: { type: "file", mediaType, data: data(), name: resolved.shown } };
  if (mediaType !== undefined) return { part: { type: "image", mediaType, data: data() } };
  const text = decodedText(bytes);
  if (text === undefined) return { notice: `@${path} was not attached: it is no text, no image and no PDF.` };
  return lines === undefined ? textPart(path, hiding.hide(text)) : linesPart(path, hiding.hide(text), lines);
}

function folderPart(path: string, names: readonly string[]): Taken {
  const left = names.length - maxNames;
  const text = [...names.slice(0, maxNames), ...(left > 0 ? [`[… ${left} more]`] : [])].join("\n");
  return {
    ...textPart(path, text),
    ...(left > 0 ? { notice: `@${path} has ${names.length} entries; the first ${maxNames} are attached.` } : {}),
  };
}

function linesPart(path: string, text: string, { from, to }: NonNullable<Mention["range"]>): Taken {
  const all = text.split("\n");
  if (from > all.length) return { notice: `@${path} was not attached: the file has ${all.length} lines.` };
  return textPart(path, all.slice(from - 1, to).join("\n"));
}

function textPart(path: string, text: string): Taken {
  const part = { type: "text", text: `<file path="${path}">\n${truncateText(text)}\n</file>` } as const;
  if (text.length <= maxResultChars) return { part };
  return {
    part,
    notice: `@${path} has ${text.length.toLocaleString("en-US")} characters: its beginning and its end are attached. A part of it: @${path}:1-500`,
  };
}
