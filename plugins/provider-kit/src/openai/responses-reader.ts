import type { Native } from "@ainative-code/sdk";
import type { AnswerWriter } from "../answer-writer.ts";
import { noJson } from "../errors/broken-stream.ts";
import { errorOf, type ErrorContext } from "../errors/http-error.ts";
import { vendorErrorIn } from "../errors/vendor-error.ts";
import { filled, isObject, numberOr, objectsOf, stringOr, type JsonObject } from "../json.ts";
import type { StreamReader } from "../pump.ts";
import { SseParser } from "../sse-parser.ts";
import { ResponsesItems } from "./responses-items.ts";
import { responsesStopOf } from "./responses-stop.ts";
import { responsesUsageOf } from "./responses-usage.ts";

/** What a reader of the Responses API works with. */
export interface ResponsesReaderOptions {
  readonly writer: AnswerWriter;
  readonly errors: ErrorContext;
  /** Names of the tools the model was offered. */
  readonly tools: ReadonlySet<string>;
}

type Handler = (event: JsonObject) => void;

/**
 * Reads a Responses stream. Its terminal marks are `response.completed`, `.incomplete` and `.failed`, and `error`. State
 * is kept by `output_index`, because some servers change the ids of items between events.
 */
export class ResponsesReader implements StreamReader {
  readonly writer: AnswerWriter;
  readonly #errors: ErrorContext;
  readonly #items: ResponsesItems;
  readonly #parser = new SseParser((data, name) => this.#event(data, name));
  readonly #handlers: ReadonlyMap<string, Handler>;
  #origin: { readonly responseId?: string; readonly responseModel?: string } = {};

  constructor({ writer, errors, tools }: ResponsesReaderOptions) {
    this.writer = writer;
    this.#errors = errors;
    this.#items = new ResponsesItems(writer, tools);
    this.#handlers = this.#table();
  }

  /** The names of the events that are understood; `passedOverEvents` are known and tell nothing, others are unknown. */
  get understood(): readonly string[] {
    return [...this.#handlers.keys()];
  }

  push(chunk: Uint8Array): void {
    this.#parser.push(chunk);
  }

  end(): void {
    this.writer.interrupt({ origin: this.#origin });
  }

  #table(): ReadonlyMap<string, Handler> {
    const items = this.#items;
    return new Map<string, Handler>([
      ["response.output_text.delta", (event) => items.text(event, "output_text")],
      ["response.function_call_arguments.delta", (event) => items.toolInput(event)],
      ["response.reasoning_summary_text.delta", (event) => items.thinking(event, numberOr(event["summary_index"]))],
      ["response.reasoning_text.delta", (event) => items.thinking(event, numberOr(event["content_index"]))],
      ["response.refusal.delta", (event) => items.text(event, "refusal")],
      ["response.custom_tool_call_input.delta", (event) => items.toolInput(event)],
      ["response.output_item.added", (event) => items.added(event)],
      ["response.output_item.done", (event) => items.done(event)],
      ["response.content_part.added", (event) => items.partAdded(event)],
      ["response.reasoning_summary_part.added", () => undefined],
      ["response.created", (event) => this.#identify(event)],
      ["response.completed", (event) => this.#finish(event)],
      ["response.incomplete", (event) => this.#finish(event)],
      ["response.failed", (event) => this.#fail(event)],
      ["error", (event) => this.writer.fail(errorOf(vendorErrorIn(event), this.#errors))],
    ]);
  }

  #event(data: string, name: string): void {
    if (this.writer.ended || data.startsWith("[DONE]")) return;
    const event = parse(data);
    if (!isObject(event)) return;
    const type = filled(event["type"]) ?? name;
    const handler = this.#handlers.get(type);
    if (handler !== undefined) handler(event);
    else if (isObject(event["error"]) && !type.startsWith("response.")) this.#handlers.get("error")?.(event);
  }

  #identify(event: JsonObject): void {
    const response = isObject(event["response"]) ? event["response"] : {};
    const id = filled(response["id"]);
    const model = filled(response["model"]);
    this.#origin = {
      ...this.#origin,
      ...(id === undefined ? {} : { responseId: id }),
      ...(model === undefined ? {} : { responseModel: model }),
    };
  }

  #finish(event: JsonObject): void {
    this.#identify(event);
    const response = isObject(event["response"]) ? event["response"] : {};
    const cut = event["type"] === "response.incomplete" || response["status"] === "incomplete";
    this.#items.close(objectsOf(response["output"]), cut);
    const usage = responsesUsageOf(response["usage"]);
    if (usage !== undefined) this.writer.usage(usage);
    const status = cut ? "incomplete" : (stringOr(response["status"]) ?? "completed");
    const stop = responsesStopOf({ ...response, status }, this.#items);
    const native = nativeOf(response);
    this.writer.finish({
      stop,
      origin: this.#origin,
      ...(usage === undefined ? {} : { usage }),
      ...(native === undefined ? {} : { native }),
    });
  }

  #fail(event: JsonObject): void {
    const response = isObject(event["response"]) ? event["response"] : {};
    this.writer.fail(errorOf(vendorErrorIn({ error: response["error"] ?? { message: "the answer failed" } }), this.#errors));
  }
}

/** What the vendor did to the request and why its cache missed, where it says so. */
function nativeOf(response: JsonObject): Native | undefined {
  const told = ["input_transformations", "prompt_cache_diagnostics"].map((key) => [key, response[key] ?? undefined] as const);
  const given = told.filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch (cause) {
    throw noJson(data, cause);
  }
}
