/** Collects UTF-8 text up to a limit in bytes; what comes after it is dropped. */
export interface TextCollector {
  /** False where the limit has been passed. */
  readonly add: (bytes: Uint8Array) => boolean;
  text(): string;
}

export function createTextCollector(maxBytes: number): TextCollector {
  const chunks: Uint8Array[] = [];
  let left = maxBytes;
  return {
    add(bytes) {
      if (left > 0) chunks.push(bytes.subarray(0, left));
      left -= bytes.length;
      return left >= 0;
    },
    text: () => Buffer.concat(chunks).toString("utf8"),
  };
}
