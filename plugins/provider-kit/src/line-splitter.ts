import { AinError } from "@ainative-code/sdk";

/** Characters one line, or one event, may have before the stream is given up: 64 Mi, above any image a vendor inlines. */
export const defaultMaxLength = 64 * 1024 * 1024;

/** The bounds of a `LineSplitter`. */
export interface LineOptions {
  /** Characters a line may have. Default 64 Mi. */
  readonly maxLength?: number;
}

/**
 * Cuts a stream of UTF-8 bytes into lines, however the bytes are chunked. LF, CR and CRLF end a line; a leading BOM is
 * dropped; invalid bytes become U+FFFD. A last line without its line end is never told: it may be half a line.
 */
export class LineSplitter {
  readonly #decoder = new TextDecoder();
  readonly #onLine: (line: string) => void;
  readonly #maxLength: number;
  /** The beginning of a line whose end has not come; a rope, so that adding to it costs the same however long it is. */
  #rest = "";
  #endedInCr = false;

  constructor(onLine: (line: string) => void, options: LineOptions = {}) {
    this.#onLine = onLine;
    this.#maxLength = options.maxLength ?? defaultMaxLength;
  }

  /** Tells every line that ends in this chunk. Throws `protocol` when a line is longer than allowed. */
  push(chunk: Uint8Array): void {
    const text = this.#normalise(this.#decoder.decode(chunk, { stream: true }));
    let end = text.indexOf("\n");
    if (end === -1) {
      this.#keep(this.#rest + text);
      return;
    }
    const first = this.#rest + text.slice(0, end);
    this.#rest = "";
    this.#onLine(first);
    let from = end + 1;
    while ((end = text.indexOf("\n", from)) !== -1) {
      this.#onLine(text.slice(from, end));
      from = end + 1;
    }
    this.#keep(text.slice(from));
  }

  #keep(rest: string): void {
    if (rest.length > this.#maxLength) {
      throw new AinError("protocol", `The server sent a line of more than ${this.#maxLength} characters.`, {
        actions: ["Check that the base URL points at a model server."],
      });
    }
    this.#rest = rest;
  }

  /** Makes every line end LF. A CR at the end of a chunk counts at once, and the LF it may be followed by is skipped. */
  #normalise(decoded: string): string {
    if (decoded === "") return decoded;
    const text = this.#endedInCr && decoded.startsWith("\n") ? decoded.slice(1) : decoded;
    this.#endedInCr = decoded.endsWith("\r");
    return text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
  }
}
