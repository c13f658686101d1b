import { countOr, usageOfTotal, type JsonObject } from "@ainative-code/provider-kit";
import type { Usage } from "@ainative-code/sdk";

/**
 * The tokens of one answer, which may have come in several hops. The counts of a hop are cumulative: its last ones are
 * all of it. The input of the hops after the first is billed again but is no more of the window, so that it stands in
 * `iterations`.
 */
export class HopUsage {
  readonly #ended: JsonObject[] = [];
  #counts: JsonObject | undefined;

  take(counts: JsonObject): void {
    this.#counts = counts;
  }

  /** The hop is over, and another one begins. */
  nextHop(): void {
    if (this.#counts !== undefined) this.#ended.push(this.#counts);
    this.#counts = undefined;
  }

  /** `undefined` while the vendor has counted nothing. */
  get usage(): Usage | undefined {
    const hops = [...this.#ended, ...(this.#counts === undefined ? [] : [this.#counts])].filter(isCounted);
    const [first, ...later] = hops;
    if (first === undefined) return undefined;
    const thinking = sum(hops, "thoughtsTokenCount");
    const usage = usageOfTotal({
      inputTotal: inputOf(first),
      cacheRead: count(first, "cachedContentTokenCount"),
      output: sum(hops, "candidatesTokenCount") + thinking,
      ...(thinking === 0 ? {} : { thinking }),
      raw: hops.at(-1),
    });
    return later.length === 0 ? usage : { ...usage, iterations: later.map(iterationOf) };
  }
}

/** Vertex AI sends counts without any numbers on all chunks but the last. */
function isCounted(counts: JsonObject): boolean {
  return countOr(counts["promptTokenCount"]) !== undefined || countOr(counts["candidatesTokenCount"]) !== undefined;
}

/** What came out of the cache is in it; what the vendor's own tools brought in is not. */
function inputOf(counts: JsonObject): number {
  return count(counts, "promptTokenCount") + count(counts, "toolUsePromptTokenCount");
}

function iterationOf(counts: JsonObject): JsonObject {
  const cached = count(counts, "cachedContentTokenCount");
  const input_tokens = Math.max(0, inputOf(counts) - cached);
  return { type: "continuation", input_tokens, cache_read_input_tokens: cached, output_tokens: 0 };
}

function sum(hops: readonly JsonObject[], field: string): number {
  return hops.reduce((total, counts) => total + count(counts, field), 0);
}

function count(counts: JsonObject, field: string): number {
  return countOr(counts[field]) ?? 0;
}
