import {
  canonicalRequest,
  toAinError,
  type Host,
  type Provider,
  type ProviderRequest,
  type StreamEvent,
  type TapeEntry,
  type TapeEvent,
  type TapePlaces,
} from "@ainative-code/sdk";
import { hidePlaces } from "./hide-places.ts";

/** Puts one entry at the end of a tape; resolves when it is on disk. */
export type WriteTapeEntry = (entry: TapeEntry) => Promise<void> | void;

/**
 * The same provider, with each answer written down. Events pass through as they come; the terminal one is passed on when
 * the entry is written, so that an answer which counts is on the tape. A failed answer is written with its error; one
 * that was cancelled, or that nobody read to its end, is not. A throw of `write` ends the stream in place of the terminal.
 */
export function recordingProvider(provider: Provider, write: WriteTapeEntry, places: TapePlaces): Provider {
  const countTokens = provider.countTokens?.bind(provider);
  return {
    id: provider.id,
    models: (host, signal) => provider.models(host, signal),
    stream: (request, host) => recorded({ provider, write, places }, request, host),
    ...(countTokens === undefined ? {} : { countTokens }),
  };
}

interface Recording {
  readonly provider: Provider;
  readonly write: WriteTapeEntry;
  readonly places: TapePlaces;
}

async function* recorded(recording: Recording, request: ProviderRequest, host: Host): AsyncGenerator<StreamEvent> {
  const { provider, write, places } = recording;
  const asked = canonicalRequest(request, places);
  const events: TapeEvent[] = [];
  const save = async (): Promise<void> => {
    if (!isCancelled(events.at(-1))) await write({ request: asked, events: hidePlaces(events, places) });
  };
  try {
    for await (const event of provider.stream(request, host)) {
      const kept = tapeEvent(event);
      if (kept !== undefined) events.push(kept);
      if (isTerminal(event)) await save();
      yield event;
      if (isTerminal(event)) return;
    }
  } catch (thrown) {
    if (events.some(isTerminal)) throw thrown;
    events.push({ type: "error", error: toAinError(thrown).toJSON() });
    await save();
    throw thrown;
  }
}

function tapeEvent(event: StreamEvent): TapeEvent | undefined {
  if (event.type === "raw" || event.type === "retry" || event.type === "fallback") return undefined;
  return event.type === "error" ? { type: "error", error: event.error.toJSON() } : event;
}

function isTerminal(event: { readonly type: string }): boolean {
  return event.type === "finish" || event.type === "error";
}

function isCancelled(event: TapeEvent | undefined): boolean {
  return event?.type === "error" ? event.error.code === "cancelled" : event?.type === "finish" && event.stop.reason === "aborted";
}
