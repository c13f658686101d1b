import { AinError } from "@ainative-code/sdk";
import type { ModelInfo } from "@ainative-code/sdk";
import type { ProviderRegistry } from "../core/providers/provider-registry.ts";
import { within } from "./within.ts";

/** Longer than a vendor takes for a list, and a person still waits for it. */
const limitMs = 15_000;

export interface AskedModels {
  readonly providers: Pick<ProviderRegistry, "list" | "load">;
  readonly signal: AbortSignal;
  /** The provider goes on although nobody waits for it any more. */
  readonly onLate: () => void;
  readonly limitMs?: number;
}

/**
 * What a provider says of its models. Throws what it throws, `timeout` where it does not answer in time, and what the
 * signal was aborted with as soon as it is.
 */
export async function askModels(
  id: string,
  { providers, signal, onLate, limitMs: limit = limitMs }: AskedModels,
): Promise<readonly ModelInfo[]> {
  const late = new AbortController();
  const asked = (async (): Promise<readonly ModelInfo[]> => {
    const { provider, host } = await providers.load(id);
    return provider.models(host, AbortSignal.any([signal, late.signal]));
  })();
  try {
    return await within(limit, untilAborted(asked, signal), () => {
      late.abort(tooLate(id, providers, limit));
    });
  } catch (thrown) {
    if (signal.aborted || late.signal.aborted) onLate();
    throw late.signal.aborted ? late.signal.reason : thrown;
  }
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const given = Promise.withResolvers<T>();
  const stop = (): void => {
    given.reject(signal.reason);
  };
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  work.then(given.resolve, given.reject);
  try {
    return await given.promise;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function tooLate(id: string, providers: Pick<ProviderRegistry, "list">, limit: number): AinError {
  const plugin = providers.list().find((provider) => provider.id === id)?.plugin ?? id;
  return new AinError("timeout", `${plugin} did not name the models of ${id} within ${limit / 1000} seconds.`, {
    actions: [`Update it: ainative-code plugins update`, `Or go on without it: ainative-code plugins uninstall ${plugin}`],
  });
}
