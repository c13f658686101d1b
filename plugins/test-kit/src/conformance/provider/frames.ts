/**
 * The frames of an answer, whatever it is framed by: events of an event stream with the empty line behind them, binary
 * frames by the length at their beginning, or lines. Put together again they are the body.
 */
export function framesOf(body: Uint8Array): readonly Uint8Array[] {
  if (body[0] === 0) return binaryFrames(body);
  const isEventStream = /^\uFEFF?(data|event|id|retry|:)/m.test(new TextDecoder().decode(body.subarray(0, 2000)));
  return splitBehind(body, isEventStream ? isEmptyLine : isLineEnd);
}

/** Big-endian lengths of four bytes, each of a whole frame; what can't be one is the last frame. */
function binaryFrames(body: Uint8Array): readonly Uint8Array[] {
  const frames: Uint8Array[] = [];
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  for (let at = 0; at < body.length; ) {
    const length = at + 4 <= body.length ? view.getUint32(at) : 0;
    const end = length >= 16 && at + length <= body.length ? at + length : body.length;
    frames.push(body.subarray(at, end));
    at = end;
  }
  return frames;
}

type IsEnd = (body: Uint8Array, at: number) => boolean;

function splitBehind(body: Uint8Array, isEnd: IsEnd): readonly Uint8Array[] {
  const frames: Uint8Array[] = [];
  let from = 0;
  for (let at = 0; at < body.length; at += 1) {
    if (!isEnd(body, at)) continue;
    frames.push(body.subarray(from, at + 1));
    from = at + 1;
  }
  return from < body.length ? [...frames, body.subarray(from)] : frames;
}

const [lf, cr] = [10, 13];

function isLineEnd(body: Uint8Array, at: number): boolean {
  return body[at] === lf;
}

/** The last byte of an empty line: LF LF, CR LF CR LF, or CR CR. */
function isEmptyLine(body: Uint8Array, at: number): boolean {
  if (body[at] === lf) return body[at - 1] === lf || (body[at - 1] === cr && body[at - 2] === lf);
  return body[at] === cr && body[at - 1] === cr;
}
