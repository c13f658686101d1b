import { AinError, isAinError, toAinError, type StreamEvent } from "@ainative-code/sdk";
import type { AnswerWriter } from "./answer-writer.ts";

/** Turns a vendor's bytes into events: writes them to its `AnswerWriter`. */
export interface StreamReader {
  readonly writer: AnswerWriter;
  /** May end the answer (`writer.finish`, `writer.fail`) when it has seen the vendor's last word. */
  push(chunk: Uint8Array): void;
  /** The bytes have ended: finish if the terminal mark has come, else `writer.interrupt()`. Called once, or not at all. */
  end(): void;
  /** The terminal mark has come, although more (usage) may follow: a connection lost from here on loses nothing. */
  readonly complete?: boolean;
}

/** A request that was accepted: the bytes of the answer and what reads them. */
export interface OpenStream {
  readonly body: AsyncIterable<Uint8Array>;
  readonly reader: StreamReader;
}

/**
 * The whole of a provider's `stream`: makes the request, reads the bytes, yields the events. `open` gets a signal that
 * aborts with `signal`, and also when nobody wants the rest of the answer. Throws what `open` throws; and, after the
 * events before it and the end of the text that was shown, what the body throws and the failure the reader found.
 */
export async function* pump(
  signal: AbortSignal,
  open: (signal: AbortSignal) => Promise<OpenStream>,
): AsyncGenerator<StreamEvent, void, undefined> {
  throwIfAborted(signal);
  const unwanted = new AbortController();
  const { body, reader } = await open(AbortSignal.any([signal, unwanted.signal]));
  const { writer } = reader;
  const chunks = body[Symbol.asyncIterator]();
  let left: Left = "unread";
  try {
    for (const event of writer.take()) yield event;
    while (!writer.ended) {
      const chunk = await nextChunk(chunks, reader, signal);
      if (chunk === undefined) left = "read";
      if (!writer.ended) feed(reader, chunk);
      if (!writer.ended) for (const event of writer.take()) yield event;
    }
    if (left === "unread" && writer.failure === undefined) left = await drain(chunks);
    for (const event of writer.take()) yield event;
    if (writer.failure !== undefined) throw writer.failure;
  } finally {
    if (left === "unread") await chunks.return?.();
    else if (left === "waiting") unwanted.abort();
  }
}

/** What is left of a body: nothing, something, or a read that has not come back. */
type Left = "read" | "unread" | "waiting";

/** A failure found in the bytes waits for its turn behind the events before it; anything else is a bug and is thrown. */
function feed(reader: StreamReader, chunk: Uint8Array | undefined): void {
  try {
    if (chunk === undefined) reader.end();
    else reader.push(chunk);
  } catch (error) {
    if (!isAinError(error)) throw error;
    reader.writer.fail(error);
  }
}

/** The next bytes; `undefined` at their end. Where they break off the answer fails, unless all that matters had come. */
async function nextChunk(
  chunks: AsyncIterator<Uint8Array>,
  reader: StreamReader,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  try {
    throwIfAborted(signal);
    const next = await chunks.next();
    return next.done === true ? undefined : next.value;
  } catch (error) {
    if (reader.complete !== true || signal.aborted) reader.writer.fail(toAinError(error));
    return undefined;
  }
}

/** Milliseconds to wait for the end of a body whose answer has ended. */
const drainMs = 50;

/** Reads a body to its end, which usually is there already, so that the connection can be used again. */
async function drain(chunks: AsyncIterator<Uint8Array>): Promise<Left> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(resolve, drainMs, "late");
  });
  try {
    for (;;) {
      const next = chunks.next();
      next.catch(() => undefined);
      const first = await Promise.race([next, late]);
      if (first === "late") return "waiting";
      if (first.done === true) return "read";
    }
  } catch {
    return "read";
  } finally {
    clearTimeout(timer);
  }
}

function throwIfAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  const reason: unknown = signal.reason;
  throw isAinError(reason) ? reason : new AinError("cancelled", "Cancelled.", { cause: reason });
}
