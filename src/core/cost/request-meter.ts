import type { Cost, StreamEvent, Usage } from "@ainative-code/sdk";
import type { ModelRef } from "../providers/model-ref.ts";
import { cacheSavings, costOf } from "./cost-of.ts";
import { tokensOfChars } from "./estimate-tokens.ts";
import type { FindPrices, ModelPrices } from "./model-prices.ts";
import { nanoIn } from "./nano-usd.ts";
import type { Spend } from "./spend.ts";

/** Follows one request from event to event, and says at its end what it took. */
export class RequestMeter {
  readonly #model: ModelRef;
  #usage: Usage | undefined;
  #answeredBy: string | undefined;
  #chars = 0;
  #begun = false;
  #ended = false;

  constructor(model: ModelRef) {
    this.#model = model;
  }

  see(event: StreamEvent): void {
    switch (event.type) {
      case "start":
        this.#begun = true;
        this.#answeredBy = event.origin.responseModel ?? this.#answeredBy;
        return;
      case "text-delta":
      case "thinking-delta":
        this.#chars += event.text.length;
        return;
      case "tool-delta":
        this.#chars += event.textDelta.length;
        return;
      case "usage":
        this.#usage = event.usage;
        return;
      case "finish":
        this.#ended = event.stop.reason !== "interrupted";
        this.#usage = event.usage ?? this.#usage;
        this.#answeredBy = event.origin?.responseModel ?? this.#answeredBy;
        return;
      default:
    }
  }

  /** The usage that was reported. */
  get usage(): Usage | undefined {
    return this.#usage;
  }

  /** What it costs by what was reported; `undefined` where that is not known. */
  cost(find: FindPrices): Cost | undefined {
    return this.#usage === undefined
      ? undefined
      : costOf(this.#usage, this.#prices(find), (model) => this.#pricesOf(model, find));
  }

  /**
   * What it took; `undefined` where nothing was answered. An answer that broke off before it told its tokens was not for
   * nothing: its tokens are guessed from `inputTokens` and the length of what had come.
   */
  spend(find: FindPrices, inputTokens: number, at: number): Spend | undefined {
    if (!this.#begun && this.#chars === 0 && this.#usage === undefined && !this.#ended) return undefined;
    const usage = this.#usage ?? guessed(inputTokens, tokensOfChars(this.#chars));
    const prices = this.#prices(find);
    const cost = this.#usage === undefined ? costOf(usage, prices) : this.cost(find);
    const saved = cacheSavings(usage, prices);
    return {
      at,
      model: this.#model,
      usage,
      nanoUsd: nanoIn(cost?.usd),
      basis: this.#usage === undefined ? "guessed" : (cost?.basis ?? "estimated"),
      savedNanoUsd: nanoIn(saved),
    };
  }

  /** Of the model that has answered, where it is another one than the name that was asked: a deployment, a router. */
  #prices(find: FindPrices): ModelPrices["prices"] {
    const asked = find(this.#model);
    if (this.#answeredBy === undefined || (asked?.source === "config" && asked.prices !== undefined)) return asked?.prices;
    return this.#pricesOf(this.#answeredBy, find) ?? asked?.prices;
  }

  #pricesOf(model: string, find: FindPrices): ModelPrices["prices"] {
    return find({ provider: this.#model.provider, model })?.prices;
  }
}

function guessed(input: number, output: number): Usage {
  return { input: { total: input, fresh: input, cacheRead: 0, cacheWrite: 0 }, output: { total: output } };
}
