import { AinError } from "@ainative-code/sdk";
import { LineSplitter, type LineOptions } from "./line-splitter.ts";

/** Parses newline-delimited JSON. Empty lines are passed over; a last line without its line end is never told. */
export class NdjsonParser {
  readonly #lines: LineSplitter;

  constructor(onValue: (value: unknown) => void, options: LineOptions = {}) {
    this.#lines = new LineSplitter((line) => {
      if (line.trim() !== "") onValue(parseLine(line));
    }, options);
  }

  /** Throws `protocol` for a line that is no JSON, and whatever the receiver throws. */
  push(chunk: Uint8Array): void {
    this.#lines.push(chunk);
  }
}

/** The values of an `application/x-ndjson` body, one by one. */
export async function* ndjsonValues(body: AsyncIterable<Uint8Array>): AsyncGenerator {
  let ready: unknown[] = [];
  const parser = new NdjsonParser((value) => ready.push(value));
  for await (const chunk of body) {
    parser.push(chunk);
    const values = ready;
    ready = [];
    yield* values;
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new AinError("protocol", "The server sent a line that is no JSON.", { details: { line: line.slice(0, 200) }, cause });
  }
}
