import { crc32 } from "node:zlib";
import { AinError } from "@ainative-code/sdk";
import { headersIn, type HeaderValue } from "./frame-headers.ts";

/** One message of `application/vnd.amazon.eventstream`. */
export interface Frame {
  readonly headers: ReadonlyMap<string, HeaderValue>;
  /** A view of the bytes that came, valid while the frame is being told. */
  readonly payload: Buffer;
}

/** Bytes of the lengths and of the checksum over them. */
const preludeLength = 12;
/** Bytes of a frame without headers and payload. */
const leastLength = preludeLength + 4;
/** The most bytes of one frame: 24 MiB of payload and 128 KiB of headers, the format's own limits. */
const mostLength = 24 * 1024 * 1024 + 128 * 1024 + leastLength;

/**
 * Cuts a stream of bytes into frames, however the bytes are chunked, and checks both checksums of each. A last frame that
 * is not whole is never told.
 */
export class FrameDecoder {
  readonly #onFrame: (frame: Frame) => void;
  /** Bytes of a frame that is not whole yet, in the order they came. */
  #rest: Buffer[] = [];
  #have = 0;
  /** Bytes that have to be there before it can go on. */
  #need = preludeLength;
  readonly #known = new Map<string, ReadonlyMap<string, HeaderValue>>();

  constructor(onFrame: (frame: Frame) => void) {
    this.#onFrame = onFrame;
  }

  /** A frame has begun and not ended. */
  get isInside(): boolean {
    return this.#have > 0;
  }

  /** Tells every frame that ends in this chunk. Throws `protocol` for a frame that is damaged or too large. */
  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#have + bytes.length < this.#need) {
      this.#keep(bytes);
      return;
    }
    const all = this.#have === 0 ? bytes : Buffer.concat([...this.#rest, bytes]);
    this.#rest = [];
    this.#have = 0;
    this.#need = preludeLength;
    const end = this.#frames(all);
    this.#keep(all.subarray(end));
  }

  /** Tells the whole frames and gives the place where the rest begins. */
  #frames(all: Buffer): number {
    let from = 0;
    while (all.length - from >= preludeLength) {
      const length = checkedLength(all, from);
      if (all.length - from < length) {
        this.#need = length;
        return from;
      }
      this.#onFrame(this.#frame(all, from, length));
      from += length;
    }
    this.#need = preludeLength;
    return from;
  }

  #frame(all: Buffer, from: number, length: number): Frame {
    const end = from + length - 4;
    if (crc32(all.subarray(from, end)) !== all.readUInt32BE(end)) throw damaged("its checksum is wrong");
    const payloadAt = from + preludeLength + all.readUInt32BE(from + 4);
    return { headers: this.#headers(all.subarray(from + preludeLength, payloadAt)), payload: all.subarray(payloadAt, end) };
  }

  /** The headers of a stream's frames repeat, so that each kind is read once. */
  #headers(bytes: Buffer): ReadonlyMap<string, HeaderValue> {
    const key = bytes.toString("latin1");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const headers = headersIn(bytes);
    if (headers === undefined) throw damaged("its headers can't be read");
    if (this.#known.size < 64) this.#known.set(key, headers);
    return headers;
  }

  #keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#rest.push(bytes);
    this.#have += bytes.length;
  }
}

/** The length of the frame, once its prelude has proved right. */
function checkedLength(all: Buffer, from: number): number {
  if (crc32(all.subarray(from, from + 8)) !== all.readUInt32BE(from + 8)) throw damaged("the checksum of its beginning is wrong");
  const length = all.readUInt32BE(from);
  const headers = all.readUInt32BE(from + 4);
  if (length < leastLength || headers > length - leastLength) throw damaged("its lengths contradict each other");
  if (length > mostLength) throw damaged(`it has ${length} bytes, and ${mostLength} are the most`);
  return length;
}

function damaged(why: string): AinError {
  return new AinError("protocol", `The server sent a frame that is damaged: ${why}.`, {
    actions: ["Try again; if it happens often, look at what stands between here and the server."],
  });
}
