/** Splits bytes into lines. A line longer than `maxBytes` is told to `onTooLong`, and nothing is read from then on. */
export class LineReader {
  readonly #maxBytes: number;
  readonly #onLine: (line: string) => void;
  readonly #onTooLong: () => void;
  #pieces: Uint8Array[] = [];
  #size = 0;
  #ended = false;

  constructor(maxBytes: number, onLine: (line: string) => void, onTooLong: () => void) {
    this.#maxBytes = maxBytes;
    this.#onLine = onLine;
    this.#onTooLong = onTooLong;
  }

  add(chunk: Uint8Array): void {
    let from = 0;
    while (!this.#ended) {
      const at = chunk.indexOf(newline, from);
      this.#keep(chunk.subarray(from, at === -1 ? undefined : at));
      if (at === -1 || this.#ended) return;
      this.#take();
      from = at + 1;
    }
  }

  #keep(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#size += piece.length;
    if (this.#size <= this.#maxBytes) return;
    this.#ended = true;
    this.#pieces = [];
    this.#onTooLong();
  }

  #take(): void {
    const line = Buffer.concat(this.#pieces).toString("utf8").replace(/\r$/, "");
    this.#pieces = [];
    this.#size = 0;
    if (line.trim() !== "") this.#onLine(line);
  }
}

const newline = 10;
