import type { FilePart } from "@ainative-code/sdk";

/** Kinds of files that the vendor answers with an error for the whole request, and so for every later one of the conversation. */
const unreadable =
  /^(?:audio|video|font)\/|^application\/(?:octet-stream|wasm|zip|gzip|java-archive|vnd\.sqlite3|x-(?:tar|gzip|7z-compressed|executable|sqlite3))\b/;

/** What is said in place of bytes that no model of the vendor reads as a file; `undefined` for those it may read. */
export function unreadableFile({ data, mediaType, name }: FilePart): string | undefined {
  if (data === undefined || !unreadable.test(mediaType)) return undefined;
  return `[the file ${name ?? "without a name"} of type ${mediaType}, which this model cannot be shown]`;
}
