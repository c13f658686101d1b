import type { Usage } from "@ainative-code/sdk";
import type { JsonObject } from "./json.ts";

interface Counts {
  readonly cacheRead?: number | undefined;
  readonly cacheWrite?: number | undefined;
  readonly cacheWrite1h?: number | undefined;
  /** Thinking included. */
  readonly output: number;
  readonly thinking?: number | undefined;
  /** The vendor's own object. */
  readonly raw?: JsonObject | undefined;
}

/**
 * Of a vendor whose input count includes what came from and went into its cache. A count with less input than cache has left
 * the cache out, as Azure tells it for Grok: it is added then, so that no answer looks too cheap.
 */
export function usageOfTotal(counts: Counts & { readonly inputTotal: number }): Usage {
  const cached = (counts.cacheRead ?? 0) + (counts.cacheWrite ?? 0);
  return usageOfFresh({ ...counts, inputFresh: cached > counts.inputTotal ? counts.inputTotal : counts.inputTotal - cached });
}

/** Of a vendor whose input count leaves the cache out. */
export function usageOfFresh(counts: Counts & { readonly inputFresh: number }): Usage {
  const { inputFresh: fresh, cacheRead = 0, cacheWrite = 0, cacheWrite1h, output, thinking, raw } = counts;
  return {
    input: {
      total: fresh + cacheRead + cacheWrite,
      fresh,
      cacheRead,
      cacheWrite,
      ...(cacheWrite1h === undefined ? {} : { cacheWrite1h }),
    },
    output: {
      total: output,
      ...(thinking === undefined ? {} : { text: Math.max(0, output - thinking), thinking }),
    },
    ...(raw === undefined ? {} : { raw }),
  };
}
