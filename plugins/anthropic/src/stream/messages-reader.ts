import {
  errorOf,
  filled,
  isObject,
  noJson,
  objectOr,
  objectsOf,
  parseJson,
  secondAnswer,
  SseParser,
  vendorErrorIn,
  type AnswerWriter,
  type ErrorContext,
  type JsonObject,
  type StreamReader,
} from "@ainative-code/provider-kit";
import type { Native, Origin } from "@ainative-code/sdk";
import { Blocks } from "./blocks.ts";
import { isCut, stopOf } from "./stop.ts";
import { answeredBy, laterCounts, usageOf } from "./usage.ts";

export interface MessagesReaderOptions {
  readonly writer: AnswerWriter;
  readonly errors: ErrorContext;
  /** Makes the ids of calls that have none; differs between answers of one conversation. */
  readonly seed: string;
}

type Handler = (event: JsonObject) => void;

/** What is kept of the whole answer: its container, and what the vendor did to the request and says of its cache. */
const kept = ["container", "context_management", "diagnostics", "input_transformations"];

/** Reads a Messages stream, whose terminal mark is `message_stop`. Events it does not know are passed over, as is `ping`. */
export class MessagesReader implements StreamReader {
  readonly writer: AnswerWriter;
  readonly #errors: ErrorContext;
  readonly #blocks: Blocks;
  readonly #parser = new SseParser((data, name) => this.#event(data, name));
  readonly #handlers: ReadonlyMap<string, Handler>;
  #id: string | undefined;
  #origin: Partial<Origin> = {};
  #counts: JsonObject = {};
  /** Fields of the message, those of later events over those of earlier ones. */
  #message: JsonObject = {};

  constructor({ writer, errors, seed }: MessagesReaderOptions) {
    this.writer = writer;
    this.#errors = errors;
    const blocks = new Blocks(writer, seed);
    this.#blocks = blocks;
    this.#handlers = new Map<string, Handler>([
      ["content_block_delta", (event) => blocks.delta(event)],
      ["content_block_start", (event) => blocks.start(event)],
      ["content_block_stop", (event) => blocks.stop(event)],
      ["message_start", (event) => this.#start(event)],
      ["message_delta", (event) => this.#delta(event)],
      ["message_stop", () => this.#finish()],
      ["error", (event) => this.#fail(event)],
    ]);
  }

  push(chunk: Uint8Array): void {
    this.#parser.push(chunk);
  }

  end(): void {
    this.writer.interrupt({ origin: this.#origin, ...this.#usage() });
  }

  #event(data: string, name: string): void {
    if (this.writer.ended) return;
    const event = parseJson(data);
    if (event === undefined && !data.startsWith("[DONE]")) throw noJson(data);
    if (!isObject(event)) return;
    const type = filled(event["type"]) ?? (name === "" && isObject(event["error"]) ? "error" : name);
    this.#handlers.get(type)?.(event);
  }

  /**
   * Gateways are known to repeat this event, and to go on with another answer in the same body after the first one broke
   * off. Of two answers nothing whole can be made.
   */
  #start(event: JsonObject): void {
    const message = objectOr(event["message"]) ?? {};
    const id = filled(message["id"]);
    if (this.#id !== undefined && id === this.#id) return;
    if (this.#id !== undefined || this.#blocks.size > 0) throw secondAnswer();
    this.#id = id ?? "";
    const model = filled(message["model"]);
    this.#origin = {
      ...(id === undefined ? {} : { responseId: id }),
      ...(model === undefined ? {} : { responseModel: model }),
    };
    const { content, usage, ...fields } = message;
    this.#message = fields;
    for (const block of objectsOf(content)) this.#blocks.whole(block);
    this.#count(usage);
  }

  #delta({ delta, usage, ...more }: JsonObject): void {
    this.#message = laterCounts({ ...this.#message, ...more }, objectOr(delta) ?? {});
    this.#count(usage);
  }

  #count(usage: unknown): void {
    if (!isObject(usage)) return;
    this.#counts = laterCounts(this.#counts, usage);
    this.writer.usage(usageOf(this.#counts));
  }

  #finish(): void {
    const calls = this.#blocks.end(isCut(this.#message["stop_reason"]));
    const told = kept.flatMap((name) => {
      const value = this.#message[name] ?? undefined;
      return value === undefined ? [] : [[name, value] as const];
    });
    const native: Native = Object.fromEntries(told);
    this.writer.finish({
      stop: stopOf(this.#message, calls),
      origin: { ...this.#origin, ...answeredBy(this.#counts) },
      ...this.#usage(),
      ...(told.length === 0 ? {} : { native }),
    });
  }

  #usage(): { readonly usage?: ReturnType<typeof usageOf> } {
    return Object.keys(this.#counts).length === 0 ? {} : { usage: usageOf(this.#counts) };
  }

  #fail(event: JsonObject): void {
    this.writer.fail(errorOf(vendorErrorIn(event), this.#errors));
  }
}
