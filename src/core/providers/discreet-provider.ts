import { AinError, isAinError } from "@ainative-code/sdk";
import type { Host, Provider, ProviderRequest, StreamEvent } from "@ainative-code/sdk";

/** Takes the secrets of this run out of a text. */
export type Hide = (text: string) => string;

/**
 * A provider whose errors hold no secret, whoever put it there: a server that repeats a key, a plugin that quotes what the
 * server sent. What models say is left as it is.
 */
export function discreet(provider: Provider, hide: Hide): Provider {
  return {
    id: provider.id,
    models: async (host, signal) => hiding(async () => provider.models(host, signal), hide),
    stream: (request, host) => hidingStream(() => provider.stream(request, host), hide),
    ...(provider.countTokens === undefined
      ? {}
      : { countTokens: async (request, host) => hiding(async () => countOf(provider, request, host), hide) }),
  };
}

async function countOf(provider: Provider, request: ProviderRequest, host: Host): Promise<number> {
  return (await provider.countTokens?.(request, host)) ?? 0;
}

async function hiding<T>(work: () => Promise<T>, hide: Hide): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw hidden(thrown, hide);
  }
}

async function* hidingStream(stream: () => AsyncIterable<StreamEvent>, hide: Hide): AsyncGenerator<StreamEvent, void> {
  try {
    for await (const event of stream()) {
      yield event.type === "error" ? { ...event, error: hiddenError(event.error, hide) } : event;
    }
  } catch (thrown) {
    throw hidden(thrown, hide);
  }
}

function hidden(thrown: unknown, hide: Hide): unknown {
  if (isAinError(thrown)) return hiddenError(thrown, hide);
  if (!(thrown instanceof Error) || hide(thrown.message) === thrown.message) return thrown;
  const bug = new Error(hide(thrown.message));
  bug.stack = hide(thrown.stack ?? bug.message);
  return bug;
}

/** The same error where there is nothing to hide; else a copy, without its cause, which may hold the same. */
function hiddenError(error: AinError, hide: Hide): AinError {
  const told = JSON.stringify(error.toJSON());
  const clean = hide(told);
  const { code, retryable, retryAfterMs, status } = error;
  if (clean === told) return error;
  return new AinError(code, hide(error.message), {
    retryable,
    retryAfterMs,
    status,
    actions: error.actions.map(hide),
    requestId: error.requestId === undefined ? undefined : hide(error.requestId),
    vendorCode: error.vendorCode === undefined ? undefined : hide(error.vendorCode),
    details: error.details === undefined ? undefined : (JSON.parse(hide(JSON.stringify(error.details))) as AinError["details"]),
  });
}
