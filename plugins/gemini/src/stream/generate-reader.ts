import {
  errorOf,
  filled,
  isObject,
  noJson,
  objectOr,
  parseJson,
  SseParser,
  vendorErrorIn,
  type AnswerWriter,
  type ErrorContext,
  type JsonObject,
  type StreamReader,
} from "@ainative-code/provider-kit";
import type { Origin, Stop, Usage } from "@ainative-code/sdk";
import { AnswerParts } from "./answer-parts.ts";
import { citationsOf } from "./citations.ts";
import { blockedStop, finishReasonOf, stopOf } from "./stop.ts";
import { HopUsage } from "./usage.ts";

export interface GenerateReaderOptions {
  readonly writer: AnswerWriter;
  readonly errors: ErrorContext;
  /** Makes the ids of calls in answers that have no id themselves; differs between answers of one conversation. */
  readonly seed: string;
  /** The name a tool was declared under, by the one the vendor knows. */
  readonly nameOf: (wireName: string) => string;
}

/** What is kept of a candidate besides its parts. */
const kept = ["groundingMetadata", "citationMetadata", "urlContextMetadata"] as const;

/**
 * Reads a streamGenerateContent stream. Its terminal mark is a chunk with a `finishReason`, or one that says the prompt
 * was blocked; after it only counts and sources are taken.
 */
export class GenerateReader implements StreamReader {
  readonly writer: AnswerWriter;
  readonly #errors: ErrorContext;
  readonly #parts: AnswerParts;
  readonly #usage = new HopUsage();
  readonly #told: Record<string, unknown> = {};
  #parser = this.#newParser();
  #responseId: string | undefined;
  #model: string | undefined;
  #isCounted = false;
  #finish: string | undefined;
  #candidate: JsonObject = {};
  #blocked: Stop | undefined;
  #token: string | undefined;

  constructor({ writer, errors, seed, nameOf }: GenerateReaderOptions) {
    this.writer = writer;
    this.#errors = errors;
    this.#parts = new AnswerParts(writer, { seed: () => this.#responseId ?? seed, nameOf });
  }

  get complete(): boolean {
    return this.#finish !== undefined || this.#blocked !== undefined;
  }

  push(chunk: Uint8Array): void {
    this.#parser.push(chunk);
  }

  /**
   * What to ask with for the rest of the answer, where the vendor has paused it; the answer then is not complete, and
   * goes on with another body. The same token a second time would bring the same again.
   */
  takeContinuation(asked: string | undefined): string | undefined {
    const token = this.#token;
    if (this.#finish !== "CONTINUATION" || token === undefined || token === asked) return undefined;
    this.#finish = undefined;
    this.#token = undefined;
    this.#usage.nextHop();
    this.#parser = this.#newParser();
    return token;
  }

  end(): void {
    const origin = this.#origin();
    if (this.#blocked === undefined && this.#finish === undefined) {
      const { usage } = this.#usage;
      if (usage !== undefined) this.writer.usage(usage);
      this.writer.interrupt({ origin, ...(usage && { usage }) });
      return;
    }
    this.#parts.end(citationsOf(this.#told, this.#parts.text));
    const stop = this.#blocked ?? stopOf(this.#finish ?? "", this.#candidate, this.#parts);
    const usage = this.#lastUsage();
    const isSilent = stop.reason === "stop" && !this.#parts.said;
    this.writer.finish({
      stop,
      origin,
      ...(usage && { usage }),
      ...(Object.keys(this.#told).length === 0 ? {} : { native: this.#told }),
      ...(isSilent ? { warnings: ["The model ended its answer without a word."] } : {}),
    });
  }

  #newParser(): SseParser {
    return new SseParser((data) => this.#event(data));
  }

  #event(data: string): void {
    if (this.writer.ended) return;
    const value = parseJson(data);
    if (value === undefined && !this.complete && !data.startsWith("[DONE]")) throw noJson(data);
    const chunk = objectOr(Array.isArray(value) ? value[0] : value);
    if (chunk !== undefined) this.#chunk(chunk);
  }

  #chunk(chunk: JsonObject): void {
    const { error, responseId, modelVersion, usageMetadata, candidates, promptFeedback } = chunk;
    if (error !== undefined && error !== null && !this.complete) {
      this.writer.fail(errorOf(vendorErrorIn(chunk), this.#errors));
      return;
    }
    this.#responseId ??= filled(responseId);
    this.#model ??= filled(modelVersion);
    if (isObject(usageMetadata)) this.#count(usageMetadata);
    const candidate = Array.isArray(candidates) ? objectOr(candidates[0]) : undefined;
    if (candidate !== undefined) this.#take(candidate);
    else if (isObject(promptFeedback)) this.#block(promptFeedback);
  }

  #take(candidate: JsonObject): void {
    for (const name of kept) if (candidate[name] !== undefined) this.#told[name] = candidate[name];
    if (this.complete) return;
    const parts = objectOr(candidate["content"])?.["parts"];
    if (Array.isArray(parts)) for (const part of parts) if (isObject(part)) this.#parts.add(part);
    this.#token = filled(candidate["continuationToken"]) ?? this.#token;
    this.#finish = finishReasonOf(candidate);
    if (this.#finish !== undefined) this.#candidate = candidate;
  }

  #block(feedback: JsonObject): void {
    const reason = filled(feedback["blockReason"]);
    if (reason !== undefined && !this.complete) this.#blocked = blockedStop(reason, feedback);
  }

  /** Every chunk counts anew; told are the first count, which has the whole input, and the last. */
  #count(counts: JsonObject): void {
    this.#usage.take(counts);
    if (this.#isCounted) return;
    const { usage } = this.#usage;
    if (usage === undefined) return;
    this.#isCounted = true;
    this.writer.usage(usage);
  }

  #lastUsage(): Usage | undefined {
    const { usage } = this.#usage;
    if (usage !== undefined) this.writer.usage(usage);
    return usage;
  }

  #origin(): Partial<Origin> {
    return {
      ...(this.#responseId === undefined ? {} : { responseId: this.#responseId }),
      ...(this.#model === undefined ? {} : { responseModel: this.#model }),
    };
  }
}
