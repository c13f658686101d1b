/** One line of standard input. */
export interface InputLine {
  /** Counted from 1. */
  readonly number: number;
  /** Without its end; `undefined` for one that is too long, which is passed over. */
  readonly text: string | undefined;
  /** Standard input ended in it. */
  readonly cut: boolean;
}

/** Bytes of a line: an image that a vendor takes fits in, and an endless one does not fill the memory. */
const maxBytes = 64 * 1024 * 1024;

/** The lines of a stream of UTF-8 as they come, until it ends or is destroyed. */
export async function* inputLines(input: AsyncIterable<Uint8Array>, limit = maxBytes): AsyncGenerator<InputLine, void> {
  let pending: Uint8Array[] = [];
  let size = 0;
  let number = 1;
  const taken = (cut: boolean): InputLine => {
    const text = size > limit ? undefined : Buffer.concat(pending).toString("utf8").replace(/\r$/, "");
    [pending, size] = [[], 0];
    return { number: number++, text, cut };
  };
  const add = (bytes: Uint8Array): void => {
    size += bytes.length;
    if (size <= limit) pending.push(bytes);
    else pending = [];
  };
  for await (const chunk of input) {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      add(chunk.subarray(from, end));
      from = end + 1;
      yield taken(false);
    }
    if (from < chunk.length) add(chunk.subarray(from));
  }
  if (size > 0) yield taken(true);
}
