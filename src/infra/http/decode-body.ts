import type { IncomingMessage } from "node:http";
import type { Readable, Transform } from "node:stream";
import { AinError } from "@ainative-code/sdk";

/**
 * The answer's bytes without its content coding, for servers that compress although `identity` was asked for. Flushes as
 * the server did, so an event stream stays one. `protocol` for a coding nobody here knows.
 */
export function decodeBody(response: IncomingMessage, source: Readable, host: string): Readable {
  const coding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (coding === "identity" || coding === "") return source;
  const decoder = decoderFor(coding);
  if (decoder === undefined) {
    response.destroy();
    throw new AinError("protocol", `${host} answered in the encoding "${coding}", which nobody asked for or knows here.`, {
      retryable: false,
      actions: ["Check the base URL, and whether something between here and the server changes its answers"],
    });
  }
  return source.pipe(decoder);
}

function decoderFor(coding: string): Transform | undefined {
  const zlib = process.getBuiltinModule("node:zlib");
  if (coding === "gzip" || coding === "x-gzip") return zlib.createGunzip({ flush: zlib.constants.Z_SYNC_FLUSH });
  if (coding === "deflate") return zlib.createInflate({ flush: zlib.constants.Z_SYNC_FLUSH });
  if (coding === "br") return zlib.createBrotliDecompress({ flush: zlib.constants.BROTLI_OPERATION_FLUSH });
  return undefined;
}
