/** Keeps the beginning and the end of an output in memory that does not grow with it. */
export interface OutputBuffer {
  add(chunk: Uint8Array): void;
  /** Bytes added in all. */
  readonly total: number;
  /** Everything, or head, a note of what was left out, and tail; never cut inside a UTF-8 character. */
  text(): string;
}

/** `maxBytes` bounds what is kept: one half from the beginning, one half from the end. */
export function createOutputBuffer(maxBytes: number): OutputBuffer {
  const half = Math.max(1, Math.floor(maxBytes / 2));
  let total = 0;
  let whole: Uint8Array[] | undefined = [];
  let head = Buffer.alloc(0);
  let ring = Buffer.alloc(0);

  /** The last `half` bytes, overwritten round and round: the byte number `n` of the output stands at `n % half`. */
  const addToRing = (chunk: Uint8Array, firstByte: number): void => {
    const last = chunk.length > half ? chunk.subarray(chunk.length - half) : chunk;
    const at = (firstByte + chunk.length - last.length) % half;
    const fits = Math.min(last.length, half - at);
    ring.set(last.subarray(0, fits), at);
    ring.set(last.subarray(fits), 0);
  };

  const overflow = (chunks: readonly Uint8Array[]): void => {
    const bytes = Buffer.concat(chunks);
    head = Buffer.from(bytes.subarray(0, half));
    ring = Buffer.alloc(half);
    addToRing(bytes, 0);
    whole = undefined;
  };

  return {
    add(chunk) {
      const firstByte = total;
      total += chunk.length;
      if (whole === undefined) addToRing(chunk, firstByte);
      else if (total <= half * 2) whole.push(chunk);
      else overflow([...whole, chunk]);
    },
    get total() {
      return total;
    },
    text() {
      if (whole !== undefined) return Buffer.concat(whole).toString("utf8");
      const at = total % half;
      const tail = Buffer.concat([ring.subarray(at), ring.subarray(0, at)]);
      const first = head.subarray(0, endOfWholeCharacters(head));
      const last = tail.subarray(startOfWholeCharacters(tail));
      const left = total - first.length - last.length;
      return `${first.toString("utf8")}\n[... ${left.toLocaleString("en-US")} bytes left out ...]\n${last.toString("utf8")}`;
    },
  };
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** A UTF-8 character has at most three bytes after its first. */
function startOfWholeCharacters(bytes: Uint8Array): number {
  let start = 0;
  while (start < 3 && isContinuation(bytes[start])) start++;
  return start;
}

function endOfWholeCharacters(bytes: Uint8Array): number {
  let lead = bytes.length - 1;
  while (lead > bytes.length - 4 && isContinuation(bytes[lead])) lead--;
  const byte = bytes[lead] ?? 0;
  const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
  return lead + length > bytes.length ? lead : bytes.length;
}
