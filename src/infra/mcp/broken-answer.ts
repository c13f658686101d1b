import { isRecord } from "../../core/config/is-record.ts";

/** Listens to the stream that answers one request. */
export interface AnswerWatch {
  heard(chunk: Uint8Array): void;
  /** Once the stream has ended: the event to put behind it where nobody can ask for the rest and the answer was not in it. */
  missing(): Uint8Array | undefined;
}

/** Characters at the end of what was heard: an answer is the last message of its stream, and its id stands near an end of it. */
const tailLength = 4096;
/** The number that the protocol's library gives to a connection that has ended. */
const connectionClosed = -32000;

/**
 * A stream that numbers its events is taken up again by the protocol's library. Of one that does not it tells nobody that it
 * has ended, so that whoever asked would wait for the whole time limit. `undefined` where no single request was sent.
 */
export function answerWatch(request: unknown): AnswerWatch | undefined {
  const id = requestId(request);
  if (id === undefined) return undefined;
  let isNumbered = false;
  let tail = "";
  return {
    heard(chunk) {
      // The bytes that are looked for are the same in every encoding of the web.
      const text = tail.slice(-3) + Buffer.from(chunk).toString("latin1");
      isNumbered ||= /(?:^|[\r\n])id:/.test(text);
      tail = (tail + text.slice(Math.min(3, tail.length))).slice(-tailLength);
    },
    missing() {
      if (isNumbered || tail.includes(`"id":${JSON.stringify(id)}`) || tail.includes(`"id": ${JSON.stringify(id)}`)) return undefined;
      const error = { jsonrpc: "2.0", id, error: { code: connectionClosed, message: "The stream has ended before the answer." } };
      return Buffer.from(`\n\ndata: ${JSON.stringify(error)}\n\n`);
    },
  };
}

function requestId(request: unknown): string | number | undefined {
  if (typeof request !== "string") return undefined;
  const message: unknown = JSON.parse(request);
  const id = isRecord(message) && "method" in message ? message["id"] : undefined;
  return typeof id === "string" || typeof id === "number" ? id : undefined;
}
