import type { FinishEvent, Log, ProviderRequest } from "@ainative-code/sdk";
import type { Books } from "../books.ts";
import { placeOf } from "../place.ts";
import { loadedWindow } from "../facts/loaded-window.ts";
import type { Prepared } from "../request/prepare.ts";
import { isCloud, type Server } from "../server.ts";
import { windowWarnings } from "./window-warnings.ts";

/** Compares the end of an answer with what was asked for; gives it with the warnings it needs. */
export type WindowCheck = (finish: FinishEvent) => Promise<FinishEvent>;

interface Watched {
  readonly server: Server;
  readonly request: ProviderRequest;
  readonly prepared: Prepared;
  readonly signal: AbortSignal;
  readonly books: Books;
  readonly log: Log;
}

/** Fewer tokens than this say little of how many a text makes. */
const telling = 200;

/**
 * To be called when the answer has begun: the model is loaded now, and nobody else can load it with another window
 * before the answer ends. The server is asked once for each window.
 */
export function windowCheck(watched: Watched): WindowCheck {
  const { server, request, prepared, signal, books, log } = watched;
  const place = placeOf(server.url, request.model);
  const isAsked = !books.windows.at(place).checked && !isCloud(server.url) && !prepared.facts.remote;
  const asked = isAsked ? loadedWindow(server, request.model, signal).catch(() => undefined) : Promise.resolve(undefined);
  return async (finish) => {
    const given = await asked;
    const { estimate, window: sent } = prepared;
    const { input, output } = finish.usage ?? { input: { total: 0 }, output: { total: 0 } };
    const cut = finish.stop.reason === "length" && output.total < (request.maxOutputTokens ?? Number.POSITIVE_INFINITY);
    const outcome = { model: request.model, sent, given, estimate, read: input.total, written: output.total, cut };
    const warnings = prepared.facts.remote || isCloud(server.url) ? [] : windowWarnings(outcome);
    if (given !== undefined) books.windows.note(place, given < sent ? { most: given, sent: given } : { checked: true });
    if (input.total >= telling) books.windows.note(place, { scale: scaleOf(input.total, estimate.likely) });
    for (const warning of warnings) log.warn(warning, { sent, given, read: input.total, estimate });
    return warnings.length === 0 ? finish : { ...finish, warnings };
  };
}

/** Between half and twice, so that one strange answer, or a cut prompt, does not make the next window absurd. */
function scaleOf(counted: number, likely: number): number {
  return Math.min(2, Math.max(0.5, counted / likely));
}
