import { AinError } from "@ainative-code/sdk";
import type { Probe, ProbeContext, ProbeName, Verdict } from "./probe.ts";

/** One line of the table. */
export interface ProbeRow extends Verdict {
  readonly capability: ProbeName;
  /** Milliseconds. */
  readonly ms: number;
}

/**
 * Asks one after the other, each for as long as it may take. Where a plain question is not answered, nothing else that
 * costs something is asked. Ends early, without a throw, when the signal is aborted.
 */
export async function* runProbes(
  probes: readonly Probe[],
  context: ProbeContext,
  limitMs: number,
): AsyncGenerator<ProbeRow, void> {
  let isSilent = false;
  for (const probe of probes) {
    if (context.signal.aborted) return;
    const began = context.now();
    const verdict: Verdict = isSilent && probe.requests > 0 ? notAsked : await limited(probe, context, limitMs);
    if (context.signal.aborted) return;
    yield { capability: probe.name, ...verdict, ms: Math.round(context.now() - began) };
    isSilent ||= probe.name === "text" && verdict.works !== "yes";
  }
}

const notAsked: Verdict = { works: "unknown", seen: "not asked, because a plain question was not answered" };

/** Whatever a provider does with its signal: after the limit nobody waits for it. */
async function limited(probe: Probe, context: ProbeContext, limitMs: number): Promise<Verdict> {
  const late = new AbortController();
  const signal = AbortSignal.any([context.signal, late.signal]);
  const stopped = Promise.withResolvers<Verdict>();
  signal.addEventListener("abort", () => stopped.resolve(lateVerdict(limitMs)), { once: true });
  const timer = setTimeout(() => late.abort(), limitMs);
  try {
    const verdict = await Promise.race([probe.run({ ...context, signal }), stopped.promise]);
    return late.signal.aborted ? lateVerdict(limitMs) : verdict;
  } finally {
    clearTimeout(timer);
  }
}

function lateVerdict(limitMs: number): Verdict {
  const seen = `no answer within ${limitMs / 1000} s`;
  return {
    works: "unknown",
    seen,
    error: new AinError("timeout", `There was ${seen}.`, { actions: ["Give it longer: --timeout SECONDS"] }),
  };
}
