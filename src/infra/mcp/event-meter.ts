const newline = 10;
const carriageReturn = 13;

/** Measures the events of a stream: gives, after each chunk, the bytes of the event that has not ended yet. */
export function eventMeter(): (chunk: Uint8Array) => number {
  let size = 0;
  let atLineStart = true;
  return (chunk) => {
    for (const byte of chunk) {
      if (byte === newline && atLineStart) size = 0;
      else size += 1;
      if (byte === newline) atLineStart = true;
      else if (byte !== carriageReturn) atLineStart = false;
    }
    return size;
  };
}
