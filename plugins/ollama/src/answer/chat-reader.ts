import type { FinishEvent, Native, Usage } from "@ainative-code/sdk";
import { AinError } from "@ainative-code/sdk";
import {
  type AnswerWriter,
  errorOf,
  type ErrorContext,
  filled,
  isObject,
  type JsonObject,
  NdjsonParser,
  objectOr,
  objectsOf,
  type StreamReader,
  toolCallOf,
  vendorErrorIn,
} from "@ainative-code/provider-kit";
import type { CallIds } from "./call-ids.ts";
import { chatStopOf } from "./chat-stop.ts";
import { chatUsageOf } from "./chat-usage.ts";
import { StrayThinkTags } from "./stray-think-tags.ts";

export interface ReaderContext {
  readonly writer: AnswerWriter;
  readonly errors: ErrorContext;
  /** Adds what is known of an error of the server. */
  readonly explain: (error: AinError) => AinError;
  /** Makes ids for calls that have none. */
  readonly ids: CallIds;
  /** The model can think, so that a tag of its thinking at the head of the answer is not meant for people. */
  readonly thinks: boolean;
}

/** Reads the lines of `/api/chat`: pieces of text and thinking, whole calls, and the line with `done`, which ends it. */
export class ChatReader implements StreamReader {
  readonly writer: AnswerWriter;
  readonly #errors: ErrorContext;
  readonly #explain: ReaderContext["explain"];
  readonly #ids: CallIds;
  readonly #tags: StrayThinkTags | undefined;
  readonly #lines = new NdjsonParser((value) => this.#line(value));
  #calls = 0;

  constructor({ writer, errors, explain, ids, thinks }: ReaderContext) {
    this.writer = writer;
    this.#errors = errors;
    this.#explain = explain;
    this.#ids = ids;
    this.#tags = thinks ? new StrayThinkTags() : undefined;
  }

  push(chunk: Uint8Array): void {
    this.#lines.push(chunk);
  }

  end(): void {
    this.#flush();
    this.writer.interrupt();
  }

  #line(value: unknown): void {
    if (this.writer.ended) return;
    if (!isObject(value)) throw unreadable(value);
    if ((value["error"] ?? null) !== null) {
      this.#flush();
      this.writer.fail(this.#explain(errorOf(vendorErrorIn(value), this.#errors)));
      return;
    }
    const message = objectOr(value["message"]) ?? {};
    this.#ids.seen(filled(value["created_at"]));
    this.writer.thinking(filled(message["thinking"]) ?? "");
    this.#text(filled(message["content"]) ?? "");
    for (const call of objectsOf(message["tool_calls"])) this.#call(call);
    if (value["done"] === true) this.#finish(value);
  }

  #text(piece: string): void {
    if (this.#tags === undefined) {
      this.writer.text(piece);
      return;
    }
    for (const { kind, text } of this.#tags.add(piece)) this.writer[kind](text);
  }

  #flush(): void {
    for (const { kind, text } of this.#tags?.end() ?? []) this.writer[kind](text);
  }

  #call(call: JsonObject): void {
    this.#flush();
    this.writer.closeCurrent();
    const { name, arguments: given, ...others } = objectOr(call["function"]) ?? {};
    const id = this.#ids.idFor(filled(call["id"]), this.#calls);
    this.#calls += 1;
    const text = typeof given === "string" ? given : given === undefined ? "" : JSON.stringify(given);
    const native: Native = { call: { ...call, function: others } };
    const whole = toolCallOf({ id, name: filled(name) ?? "", text, native });
    const part = this.writer.toolStart(whole.id, whole.name);
    if (text !== "") this.writer.toolDelta(part, text);
    this.writer.toolEnd(part, whole);
  }

  #finish(line: JsonObject): void {
    this.#flush();
    const usage: Usage | undefined = chatUsageOf(line);
    if (usage !== undefined) this.writer.usage(usage);
    this.writer.finish({
      stop: chatStopOf(filled(line["done_reason"]), this.#calls > 0),
      ...(usage === undefined ? {} : { usage }),
      ...originOf(line),
    });
  }
}

function originOf(line: JsonObject): Pick<FinishEvent, "origin"> {
  const responseModel = filled(line["remote_model"]) ?? filled(line["model"]);
  return responseModel === undefined ? {} : { origin: { responseModel } };
}

function unreadable(value: unknown): AinError {
  return new AinError("protocol", `Ollama sent a line that is no object: ${JSON.stringify(value).slice(0, 200)}`, {
    actions: ["Check that OLLAMA_HOST points at an Ollama server, then try again."],
  });
}
