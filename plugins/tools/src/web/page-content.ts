import { AinError, type ToolOutput } from "@ainative-code/sdk";
import { mediaTypeOf } from "../media.ts";
import { readPdf } from "../read-pdf.ts";
import { readablePage } from "../readable-page.ts";
import { decodeText } from "./decode-text.ts";
import type { FetchedPage } from "./fetch-page.ts";
import type { PageText } from "./page-text.ts";

/** What is to be read of a page, or for a PDF all of the answer. Throws `unsupported` for other types than text. */
export async function pageContent(
  page: FetchedPage,
  pages: string | undefined,
  signal: AbortSignal,
): Promise<PageText | ToolOutput> {
  const { bytes, url, charset } = page;
  const mediaType = page.mediaType === "" ? sniffed(bytes) : page.mediaType;
  if (mediaType === "application/pdf") return readPdf(url.href, bytes, { pages, signal });
  if (!isText(mediaType) && bytes.length > 0) {
    throw new AinError("unsupported", `${url.href} is ${mediaType}, which has no text to read.`, {
      actions: ["Look for a page, text or PDF with the same content."],
    });
  }
  const text = decodeText(bytes, charset);
  return /^(?:text\/html|application\/xhtml\+xml)$/.test(mediaType) ? readablePage(text, url.href, signal) : { text };
}

function isText(mediaType: string): boolean {
  return /^text\/|[/+](?:json|xml|yaml|x-yaml|toml|javascript|x-javascript|ecmascript|ndjson|x-ndjson|graphql|sql|x-sh|rtf)$/.test(
    mediaType,
  );
}

function sniffed(bytes: Uint8Array): string {
  const known = mediaTypeOf(bytes);
  if (known !== undefined) return known;
  if (bytes.includes(0)) return "of no named type and binary";
  return /^\s*<(?:!doctype html|html|head|body)/i.test(Buffer.from(bytes.subarray(0, 200)).toString("latin1"))
    ? "text/html"
    : "text/plain";
}
