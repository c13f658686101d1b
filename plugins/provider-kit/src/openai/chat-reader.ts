import type { Citation, Usage } from "@ainative-code/sdk";
import type { AnswerWriter } from "../answer-writer.ts";
import { noJson } from "../errors/broken-stream.ts";
import { errorOf, type ErrorContext } from "../errors/http-error.ts";
import { vendorErrorIn } from "../errors/vendor-error.ts";
import { filled, isObject, numberOr, objectOr, objectsOf, stringOr, type JsonObject } from "../json.ts";
import type { StreamReader } from "../pump.ts";
import { SseParser } from "../sse-parser.ts";
import { ToolCallAssembler } from "../tool-call-assembler.ts";
import { blockedCategories } from "./blocked-categories.ts";
import { chatStopOf } from "./chat-stop.ts";
import { ChatThinking } from "./chat-thinking.ts";
import { chatUsageOf } from "./chat-usage.ts";
import { citationOf } from "./citation.ts";
import { isWrapperName, splitWrapper } from "./parallel-wrapper.ts";

/** What a reader of Chat Completions works with. */
export interface ChatReaderOptions {
  readonly writer: AnswerWriter;
  readonly errors: ErrorContext;
  /** Names of the tools the model was offered. */
  readonly tools: ReadonlySet<string>;
  /** What ids of calls are made of where the server gives neither them nor an id of the answer. */
  readonly seed: string;
}

/**
 * Reads a Chat Completions stream of OpenAI or a compatible server. Its terminal mark is a `finish_reason`; the answer
 * ends with `[DONE]` or with the bytes, because usage, and further finish reasons, may follow the first.
 */
export class ChatReader implements StreamReader {
  readonly writer: AnswerWriter;
  readonly #errors: ErrorContext;
  readonly #parser = new SseParser((data) => this.#event(data));
  readonly #calls: ToolCallAssembler;
  readonly #thinking: ChatThinking;
  readonly #citations: Citation[] = [];
  #seed: string;
  #finish: string | undefined;
  #usage: Usage | undefined;
  #responseId: string | undefined;
  #responseModel: string | undefined;
  #refused = false;
  /** What a content filter blocked the answer for. */
  #blocked: readonly string[] = [];

  constructor({ writer, errors, tools, seed }: ChatReaderOptions) {
    this.writer = writer;
    this.#errors = errors;
    this.#seed = seed;
    this.#thinking = new ChatThinking(writer);
    this.#calls = new ToolCallAssembler(writer, {
      makeId: (position) => `call_${this.#seed.replaceAll(/[^\w-]/g, "").slice(-48)}_${position}`,
      holdBack: (name) => isWrapperName(name, tools),
      expand: splitWrapper,
    });
  }

  get complete(): boolean {
    return this.#finish !== undefined;
  }

  push(chunk: Uint8Array): void {
    this.#parser.push(chunk);
  }

  end(): void {
    if (this.#finish === undefined) this.writer.interrupt(this.#ending());
    else this.#close(this.#finish);
  }

  #event(data: string): void {
    if (this.writer.ended) return;
    if (data.startsWith("[DONE]")) this.end();
    else this.#chunk(parse(data));
  }

  #chunk(chunk: unknown): void {
    if (!isObject(chunk)) return;
    if (isFailure(chunk)) {
      this.writer.fail(errorOf(vendorErrorIn(chunk), this.#errors));
      return;
    }
    if (this.#responseId === undefined) this.#identify(chunk);
    const usage = chunk["usage"] ?? objectOr(chunk["x_groq"])?.["usage"];
    if (usage !== undefined && usage !== null) this.#setUsage(chatUsageOf(usage));
    const choices = chunk["choices"];
    if (Array.isArray(choices) && isObject(choices[0]) && !(Number(choices[0]["index"]) > 0)) this.#choice(choices[0]);
  }

  #identify(chunk: JsonObject): void {
    this.#responseId = filled(chunk["id"]);
    this.#responseModel = filled(chunk["model"]);
    this.#seed = this.#responseId ?? this.#seed;
  }

  #setUsage(usage: Usage | undefined): void {
    if (usage === undefined) return;
    this.#usage = usage;
    this.writer.usage(usage);
  }

  #choice(choice: JsonObject): void {
    const delta = choice["delta"] ?? choice["message"];
    if (isObject(delta)) this.#delta(delta);
    if (choice["content_filter_results"] !== undefined) this.#filtered(blockedCategories(choice));
    const finish = choice["finish_reason"];
    if (typeof finish === "string" && finish !== "") this.#finish ??= finish;
  }

  #filtered(categories: readonly string[]): void {
    if (categories.length > 0) this.#blocked = categories;
  }

  #delta(delta: JsonObject): void {
    this.#thinking.add(delta);
    const content = delta["content"];
    if (typeof content === "string") this.#text(content);
    else if (Array.isArray(content)) this.#contentParts(objectsOf(content));
    const refusal = delta["refusal"];
    if (typeof refusal === "string" && refusal !== "") this.#refuse(refusal);
    if (Array.isArray(delta["tool_calls"])) this.#toolCalls(objectsOf(delta["tool_calls"]));
    else if (isObject(delta["function_call"])) this.#toolCalls([{ index: 0, function: delta["function_call"] }]);
    for (const annotation of objectsOf(delta["annotations"])) this.#citations.push(citationOf(annotation));
  }

  #text(piece: string, refusal = false): void {
    if (piece === "") return;
    if (this.writer.currentKind === "thinking") this.#thinking.close();
    this.writer.text(piece, refusal);
  }

  /** Mistral streams thinking and text as typed parts of the content. */
  #contentParts(parts: readonly JsonObject[]): void {
    for (const part of parts) {
      if (part["type"] === "thinking") this.#thinking.addContent(part);
      else this.#text(stringOr(part["text"]) ?? "");
    }
  }

  #refuse(piece: string): void {
    this.#refused = true;
    this.#text(piece, true);
  }

  #toolCalls(deltas: readonly JsonObject[]): void {
    this.#closeCurrent();
    for (const [position, delta] of deltas.entries()) {
      const called = objectOr(delta["function"]);
      const extra = objectOr(delta["extra_content"]);
      const piece = called?.["arguments"];
      this.#calls.add(
        {
          index: numberOr(delta["index"]),
          id: stringOr(delta["id"]),
          name: stringOr(called?.["name"]),
          arguments: isObject(piece) ? JSON.stringify(piece) : stringOr(piece),
          ...(extra === undefined ? {} : { native: { extra_content: extra } }),
        },
        position,
      );
    }
  }

  #closeCurrent(): void {
    if (this.writer.currentKind === "thinking") this.#thinking.close();
    else this.writer.closeCurrent(this.#citations.length === 0 ? {} : { citations: this.#citations });
  }

  #close(finish: string): void {
    this.#closeCurrent();
    const stop = chatStopOf(finish, { calls: this.#calls.size > 0, refused: this.#refused });
    this.#thinking.closeLate();
    this.#calls.close(stop.reason === "length" || stop.reason === "context-window" || stop.reason === "content-filter");
    const detail = this.#blocked.length === 0 ? {} : { detail: { categories: this.#blocked } };
    this.writer.finish({ stop: { ...stop, ...detail }, ...this.#ending() });
  }

  #ending(): { readonly usage?: Usage; readonly origin: { readonly responseId?: string; readonly responseModel?: string } } {
    return {
      ...(this.#usage === undefined ? {} : { usage: this.#usage }),
      origin: {
        ...(this.#responseId === undefined ? {} : { responseId: this.#responseId }),
        ...(this.#responseModel === undefined ? {} : { responseModel: this.#responseModel }),
      },
    };
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch (cause) {
    throw noJson(data, cause);
  }
}

function isFailure(chunk: JsonObject): boolean {
  return (chunk["error"] !== undefined && chunk["error"] !== null) || chunk["object"] === "error";
}
