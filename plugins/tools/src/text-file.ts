import { isUtf8 } from "node:buffer";

/** A text file taken apart, so that a changed text can be put together again in the same form. */
export interface TextFile {
  /** Without byte order mark; line ends as they are in the file. */
  readonly text: string;
  readonly form: TextForm;
}

export interface TextForm {
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "latin1";
  readonly bom: boolean;
  /** What most lines end with. */
  readonly lineEnd: "\n" | "\r\n";
}

/** How a new file is written. */
export const plainForm: TextForm = { encoding: "utf-8", bom: false, lineEnd: "\n" };

/** So many bytes are looked at for a NUL, which no text has: the measure git uses. */
const looked = 8000;

/** `undefined` for a binary file. What is not UTF-8 is taken byte by byte, as Latin-1, so that nothing of it is lost. */
export function parseText(bytes: Uint8Array): TextFile | undefined {
  const decoded = decodeText(bytes);
  if (decoded === undefined) return undefined;
  const { text, encoding, bom } = decoded;
  return { text, form: { encoding, bom, lineEnd: lineEndOf(text) } };
}

interface Decoded extends Pick<TextForm, "encoding" | "bom"> {
  readonly text: string;
}

/** As `parseText`, for who only searches. In UTF-16, and behind a UTF-8 mark, what is damaged becomes U+FFFD. */
export function decodeText(bytes: Uint8Array): Decoded | undefined {
  const [b0, b1, b2] = bytes;
  if (b0 === 0xff && b1 === 0xfe) return utf16(bytes, "utf-16le");
  if (b0 === 0xfe && b1 === 0xff) return utf16(bytes, "utf-16be");
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (b0 === 0xef && b1 === 0xbb && b2 === 0xbf) return { text: buffer.toString("utf8", 3), encoding: "utf-8", bom: true };
  if (buffer.subarray(0, looked).includes(0)) return undefined;
  const encoding = isUtf8(buffer) ? "utf-8" : "latin1";
  return { text: buffer.toString(encoding), encoding, bom: false };
}

function utf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): Decoded {
  return { text: new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(2)), encoding, bom: true };
}

/** Told by the first ten thousand lines. */
function lineEndOf(text: string): TextForm["lineEnd"] {
  let all = 0;
  let windows = 0;
  for (let at = text.indexOf("\n"); at !== -1 && all < 10_000; at = text.indexOf("\n", at + 1)) {
    all++;
    if (text[at - 1] === "\r") windows++;
  }
  return windows * 2 > all ? "\r\n" : "\n";
}

/** The bytes of a text in a form. `undefined` where the encoding has no way to write it. */
export function textBytes(text: string, { encoding, bom }: TextForm): Uint8Array | undefined {
  if (encoding === "latin1") return /^[\0-\xff]*$/.test(text) ? Buffer.from(text, "latin1") : undefined;
  const whole = bom ? `\uFEFF${text}` : text;
  if (encoding === "utf-8") return Buffer.from(whole, "utf8");
  const bytes = Buffer.from(whole, "utf16le");
  return encoding === "utf-16be" ? bytes.swap16() : bytes;
}

/** The same lines with the line ends of a form. */
export function withLineEnds(text: string, { lineEnd }: TextForm): string {
  return lineEnd === "\r\n" ? text.replaceAll(/\r?\n/g, "\r\n") : text;
}

/** Without the empty piece after a last line end. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
