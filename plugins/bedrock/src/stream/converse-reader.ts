import {
  isObject,
  noJson,
  objectOr,
  parseJson,
  secondAnswer,
  type AnswerWriter,
  type ErrorContext,
  type JsonObject,
  type StreamReader,
} from "@ainative-code/provider-kit";
import type { Usage } from "@ainative-code/sdk";
import { exceptionOf } from "../errors/bedrock-error.ts";
import { FrameDecoder, type Frame } from "../frames/frame-decoder.ts";
import { Blocks } from "./blocks.ts";
import { isCut, stopOf } from "./stop.ts";
import { usageOf } from "./usage.ts";

export interface ConverseReaderOptions {
  readonly writer: AnswerWriter;
  readonly errors: ErrorContext;
  /** Makes the ids of calls that have none; differs between answers of one conversation. */
  readonly seed: string;
}

type Handler = (event: JsonObject) => void;

/** The events that are read. */
export const eventNames = [
  "messageStart",
  "contentBlockStart",
  "contentBlockDelta",
  "contentBlockStop",
  "messageStop",
  "metadata",
] as const;

type EventName = (typeof eventNames)[number];

/** What is kept of the whole answer: what a guardrail or router did, and how the request was served. */
const kept = ["trace", "serviceTier", "performanceConfig"];

/**
 * Reads a ConverseStream, whose terminal mark is `messageStop`; `metadata` with the usage follows it, or comes before it
 * from some gateways. Events it does not know are passed over.
 */
export class ConverseReader implements StreamReader {
  readonly writer: AnswerWriter;
  readonly #errors: ErrorContext;
  readonly #blocks: Blocks;
  readonly #decoder = new FrameDecoder((frame) => this.#frame(frame));
  readonly #handlers: ReadonlyMap<string, Handler>;
  #stop: JsonObject | undefined;
  #metadata: JsonObject | undefined;

  constructor({ writer, errors, seed }: ConverseReaderOptions) {
    this.writer = writer;
    this.#errors = errors;
    const blocks = new Blocks(writer, seed);
    this.#blocks = blocks;
    const handlers: Readonly<Record<EventName, Handler>> = {
      messageStart: () => this.#start(),
      contentBlockStart: (event) => blocks.start(event),
      contentBlockDelta: (event) => blocks.delta(event),
      contentBlockStop: (event) => blocks.stop(event),
      messageStop: (event) => this.#stopped(event),
      metadata: (event) => this.#told(event),
    };
    this.#handlers = new Map(eventNames.map((name): [string, Handler] => [name, handlers[name]]));
  }

  /** The terminal mark has come; only the usage is still to follow. */
  get complete(): boolean {
    return this.#stop !== undefined;
  }

  push(chunk: Uint8Array): void {
    this.#decoder.push(chunk);
  }

  /** There is no check over the whole stream: a frame that is not whole says that it was cut. */
  end(): void {
    if (this.#stop === undefined) this.writer.interrupt(this.#usage());
    else this.#finish(this.#stop);
  }

  #frame({ headers, payload }: Frame): void {
    if (this.writer.ended) return;
    const type = headers.get(":message-type");
    if (type === "exception") this.#fail(String(headers.get(":exception-type")), payload.toString());
    else if (type === "error") this.#fail(String(headers.get(":error-code")), String(headers.get(":error-message")));
    else this.#event(String(headers.get(":event-type")), payload);
  }

  #event(name: string, payload: Buffer): void {
    const handler = this.#handlers.get(name);
    if (handler === undefined) return;
    const text = payload.toString();
    const event = parseJson(text);
    if (!isObject(event)) throw noJson(text);
    if (this.#stop === undefined || name === "metadata" || name === "contentBlockDelta") handler(event);
  }

  /** Told twice it is passed over; behind content another answer begins, and of two answers nothing whole can be made. */
  #start(): void {
    if (this.#blocks.size > 0) throw secondAnswer();
  }

  #stopped(event: JsonObject): void {
    this.#stop = event;
    if (this.#metadata !== undefined) this.#finish(event);
  }

  #told(event: JsonObject): void {
    this.#metadata = event;
    const { usage } = this.#usage();
    if (usage !== undefined) this.writer.usage(usage);
    if (this.#stop !== undefined) this.#finish(this.#stop);
  }

  #finish(stop: JsonObject): void {
    const calls = this.#blocks.end(isCut(stop));
    const metadata = this.#metadata ?? {};
    const told = kept.flatMap((name) => ((metadata[name] ?? undefined) === undefined ? [] : [[name, metadata[name]] as const]));
    this.writer.finish({
      stop: stopOf(stop, calls),
      ...this.#usage(),
      ...(told.length === 0 ? {} : { native: Object.fromEntries(told) }),
    });
  }

  #usage(): { readonly usage?: Usage } {
    const counts = objectOr(this.#metadata?.["usage"]);
    return counts === undefined ? {} : { usage: usageOf(counts) };
  }

  #fail(type: string, payload: string): void {
    this.writer.fail(exceptionOf(type, payload, this.#errors));
  }
}
