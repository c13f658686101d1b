/** Bytes in which pages name their charset (HTML: the first 1024; some are late). */
const headBytes = 4096;

/** The text of bytes: by byte order mark, then the header, then what the page says of itself, else UTF-8. */
export function decodeText(bytes: Uint8Array, charset: string | undefined): string {
  const label = markOf(bytes) ?? charset ?? declared(bytes);
  return decoder(label).decode(bytes);
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : undefined;
}

function declared(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, headBytes)).toString("latin1");
  return (/<meta[^>]{0,200}?charset\s*=\s*["']?([\w:.-]{2,40})/i.exec(head) ??
    /^<\?xml[^>]{0,100}encoding\s*=\s*["']([\w:.-]{2,40})/i.exec(head))?.[1];
}

function decoder(label = "utf-8"): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}
