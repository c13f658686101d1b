/**
 * Places to cut a body at: all of a small one, else about `count`, spread evenly and moved by a fixed pattern, always with
 * the first and the last bytes and, near each, those around the ends of lines and inside of characters.
 */
export function offsetsIn(body: Uint8Array, count: number): readonly number[] {
  if (body.length <= count) return Array.from({ length: body.length }, (_, index) => index);
  const offsets = new Set([0, 1, body.length - 3, body.length - 2, body.length - 1]);
  const step = body.length / count;
  for (let index = 0; index < count; index += 1) {
    const near = Math.floor(index * step + ((index * 7919) % Math.max(1, Math.floor(step))));
    offsets.add(Math.min(near, body.length - 1));
    const telling = tellingOffset(body, near);
    if (telling !== undefined) offsets.add(telling);
  }
  return [...offsets].filter((offset) => offset >= 0).sort((a, b) => a - b);
}

/** The next place after an offset, within reach, that is right behind a line end or inside a character. */
function tellingOffset(body: Uint8Array, from: number): number | undefined {
  for (let offset = from; offset < Math.min(body.length, from + 400); offset += 1) {
    const byte = body[offset] ?? 0;
    if (byte === 10 || byte >= 0x80) return Math.min(offset + 1, body.length - 1);
  }
  return undefined;
}
