/** How files of these kinds begin, and at which byte that stands. */
const beginnings: readonly (readonly [mediaType: string, text: string, at: number])[] = [
  ["image/png", "\x89PNG\r\n\x1a\n", 0],
  ["image/jpeg", "\xff\xd8\xff", 0],
  ["image/gif", "GIF87a", 0],
  ["image/gif", "GIF89a", 0],
  ["image/webp", "WEBP", 8],
  ["application/pdf", "%PDF-", 0],
];

/** The media type of a picture or PDF that models can look at, told by its first bytes and not by its name. */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16)).toString("latin1");
  return beginnings.find(
    ([mediaType, text, at]) => head.startsWith(text, at) && (mediaType !== "image/webp" || head.startsWith("RIFF")),
  )?.[0];
}
