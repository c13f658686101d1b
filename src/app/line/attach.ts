import { extname } from "node:path";
import { toAinError } from "@ainative-code/sdk";
import type { Part } from "@ainative-code/sdk";
import { truncateText } from "../../core/tools/truncate.ts";
import { newId } from "../../core/sessions/id.ts";
import type { Reach } from "../chat.ts";

export interface Attached {
  readonly parts: readonly Part[];
  /** A sentence for each `@path` that was not taken as it was meant. */
  readonly notices: readonly string[];
}

/** `@path` at the beginning of a word; in quotes where the path has spaces. */
const mention = /(?<![^\s(])@(?:"([^"\n]+)"|([^\s"@,;]*[^\s"@,;.:!?)]))/g;

const images: Readonly<Record<string, string>> = { ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp" };

/** Vendors take no larger image. Bytes. */
const maxImage = 5 * 1024 * 1024;

/**
 * The files that a prompt names, read under the same rules as the model's own reads. A name of nothing is left in the
 * text, for it may be anything.
 */
export async function attachments(prompt: string, reach: Reach, signal: AbortSignal): Promise<Attached> {
  const paths = new Set([...prompt.matchAll(mention)].map(([, quoted, bare]) => quoted ?? bare ?? ""));
  const parts: Part[] = [];
  const notices: string[] = [];
  for (const path of paths) {
    try {
      const part = await attached(path, reach, signal);
      if (typeof part === "string") notices.push(part);
      else if (part !== undefined) parts.push(part);
    } catch (thrown) {
      notices.push(`@${path} was not attached: ${toAinError(thrown).message}`);
    }
  }
  return { parts, notices };
}

async function attached(path: string, { gatekeeper, machine, hiding }: Reach, signal: AbortSignal): Promise<Part | string | undefined> {
  const resolved = await machine.resolve(path);
  const call = { type: "tool-call", id: newId(), name: "read", input: { path } } as const;
  const access = { ...resolved, kind: "read" } as const;
  const grants = { read: resolved.inside ? [] : [resolved.path], write: [], named: [resolved.path] };
  const files = machine.files(grants, signal);
  const info = await files.info(resolved.path);
  if (info === undefined) return undefined;
  const permission = await gatekeeper.permit(call, { tool: "read", risk: "read", accesses: [access] }, signal);
  if (!permission.allowed) return `@${path} was not attached: it was refused.`;
  if (info.kind === "directory") return textPart(path, (await files.list(resolved.path)).join("\n"));
  const bytes = await files.read(resolved.path, { maxBytes: maxImage });
  const mediaType = images[extname(path).toLowerCase()];
  if (mediaType !== undefined) return { type: "image", mediaType, data: Buffer.from(bytes).toString("base64") };
  const text = Buffer.from(bytes).toString("utf8");
  return text.includes("\0") ? `@${path} was not attached: it is no text and no image.` : textPart(path, hiding.hide(text));
}

function textPart(path: string, text: string): Part {
  return { type: "text", text: `<file path="${path}">\n${truncateText(text)}\n</file>` };
}
