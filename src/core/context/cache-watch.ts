import type { Native, ProviderRequest, Usage } from "@ainative-code/sdk";
import type { AgentEvent } from "../agent/agent-event.ts";
import type { ModelStream } from "../providers/model-stream.ts";
import { brokenAt, prefixOf } from "./prefix.ts";
import type { PrefixNames, PrefixPiece } from "./prefix.ts";

/** What became of the prompt cache at the last request that lost it. */
export interface CacheLoss {
  /** Tokens that were in the cache and were not read from it. */
  readonly tokens: number;
  /** A sentence without its full stop. */
  readonly why: string;
  /** Something in the request changed, not the vendor's mind. */
  readonly isOurs: boolean;
}

interface Asked {
  readonly model: string;
  readonly pieces: readonly PrefixPiece[];
  readonly usage: Usage;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Tokens; less is not worth a word. */
const worthAWord = 1000;
/** Vendors count in blocks: so much of it may be missing. */
const tolerated = 0.9;
/** The shortest time for which vendors keep a prefix. Milliseconds. */
const cacheLifeMs = 300_000;

/** Looks on at the requests of a conversation, and finds out what broke the prompt cache. */
export class CacheWatch {
  readonly #names: () => PrefixNames;
  readonly #now: () => number;
  #last: Asked | undefined;
  #loss: CacheLoss | undefined;
  #untold: CacheLoss | undefined;

  constructor(names: () => PrefixNames, now: () => number) {
    this.#names = names;
    this.#now = now;
  }

  get loss(): CacheLoss | undefined {
    return this.#loss;
  }

  /** What the vendor reported for the last request. */
  get usage(): Usage | undefined {
    return this.#last?.usage;
  }

  watched(stream: ModelStream): ModelStream {
    const note = (request: ProviderRequest, usage: Usage, native: Native | undefined): void => this.#note(request, usage, native);
    return async function* watching(request) {
      let reported: Usage | undefined;
      for await (const event of stream(request)) {
        if (event.type === "usage") reported = event.usage;
        if (event.type === "finish") reported = event.usage ?? reported;
        if (event.type === "finish" && reported !== undefined) note(request, reported, event.native);
        yield event;
      }
    };
  }

  /** Tells of a loss behind the answer that paid for it. */
  async *told(events: AsyncGenerator<AgentEvent, void>): AsyncGenerator<AgentEvent, void> {
    for await (const event of events) {
      yield event;
      const loss = this.#untold;
      if (event.type !== "message" || loss === undefined) continue;
      this.#untold = undefined;
      yield {
        type: "notice",
        level: "info",
        text: `The prompt cache was lost: ${loss.tokens.toLocaleString("en-US")} tokens were billed anew. ${loss.why}.`,
      };
    }
  }

  #note(request: ProviderRequest, usage: Usage, native: Native | undefined): void {
    const before = this.#last;
    this.#last = { model: request.model, pieces: prefixOf(request, this.#names()), usage, at: this.#now() };
    if (before === undefined) return;
    const had = before.usage.input.cacheRead + before.usage.input.cacheWrite;
    const tokens = had - usage.input.cacheRead;
    if (tokens < worthAWord || usage.input.cacheRead >= had * tolerated) return;
    this.#loss = { tokens, ...causeOf(before, this.#last, native) };
    this.#untold = this.#loss.isOurs ? this.#loss : undefined;
  }
}

function causeOf(before: Asked, now: Asked, native: Native | undefined): Pick<CacheLoss, "why" | "isOurs"> {
  const said = vendorSays(native);
  const also = said === undefined ? "" : ` (the vendor says: ${said})`;
  if (before.model !== now.model) return { why: `Another model answers${also}`, isOurs: false };
  const broken = brokenAt(before.pieces, now.pieces);
  if (broken !== undefined) return { why: `What changed: ${broken}${also}`, isOurs: true };
  const minutes = Math.round((now.at - before.at) / 60_000);
  if (now.at - before.at >= cacheLifeMs) {
    return { why: `Nothing changed; ${minutes} minutes had gone by, and vendors keep it for five or more${also}`, isOurs: false };
  }
  return { why: `Nothing changed: the vendor let go of it${also}`, isOurs: false };
}

/** Its own diagnosis, where it gives one. */
function vendorSays(native: Native | undefined): string | undefined {
  const found = ["diagnostics", "prompt_cache_diagnostics"]
    .map((key): unknown => native?.[key])
    .find((value) => value !== undefined && value !== null);
  return found === undefined ? undefined : JSON.stringify(found).slice(0, 300);
}
