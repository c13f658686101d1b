/** A value of a frame's header. A time is in milliseconds since the epoch. */
export type HeaderValue = boolean | number | bigint | string | Uint8Array;

/** Value and length in bytes of what stands at a place, by the number of its type. */
type Reader = (bytes: Buffer, at: number) => readonly [HeaderValue, number];

const readers: readonly Reader[] = [
  () => [true, 0],
  () => [false, 0],
  (bytes, at) => [bytes.readInt8(at), 1],
  (bytes, at) => [bytes.readInt16BE(at), 2],
  (bytes, at) => [bytes.readInt32BE(at), 4],
  (bytes, at) => [bytes.readBigInt64BE(at), 8],
  (bytes, at) => [Buffer.from(sized(bytes, at)), 2 + bytes.readUInt16BE(at)],
  (bytes, at) => [sized(bytes, at).toString(), 2 + bytes.readUInt16BE(at)],
  (bytes, at) => [bytes.readBigInt64BE(at), 8],
  (bytes, at) => [Buffer.from(slice(bytes, at, 16)), 16],
];

/** The headers of a frame; `undefined` where they break off or have a type nobody knows. */
export function headersIn(bytes: Buffer): ReadonlyMap<string, HeaderValue> | undefined {
  const headers = new Map<string, HeaderValue>();
  try {
    for (let at = 0; at < bytes.length; ) {
      const nameLength = bytes.readUInt8(at);
      const name = slice(bytes, at + 1, nameLength).toString();
      const read = readers[bytes.readUInt8(at + 1 + nameLength)];
      if (read === undefined) return undefined;
      const [value, length] = read(bytes, at + 2 + nameLength);
      headers.set(name, value);
      at += 2 + nameLength + length;
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return headers;
}

/** Bytes behind their length in two bytes. */
function sized(bytes: Buffer, at: number): Buffer {
  return slice(bytes, at + 2, bytes.readUInt16BE(at));
}

function slice(bytes: Buffer, from: number, length: number): Buffer {
  if (from + length > bytes.length) throw new RangeError("The headers break off.");
  return bytes.subarray(from, from + length);
}
