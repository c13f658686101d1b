import { setTimeout as sleep } from "node:timers/promises";
import type { Host, Provider, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { bundledTapes } from "./tape/bundled-tapes.ts";
import { entryFor } from "./tape/entry-for.ts";
import { eventsOfEntry } from "./tape/events-of-entry.ts";
import { hostPlaces } from "./tape/host-places.ts";
import { readTape } from "./tape/read-tape.ts";
import { tapePath } from "./tape/tape-path.ts";

/**
 * Plays tapes. A model's name is the path of a tape, or the name of a bundled one; the answer to a request is the one
 * recorded for the same request. It keeps no state, so a resumed session goes on where the tape says.
 */
export default {
  id: "replay",
  models: async () => (await bundledTapes()).map((name) => ({ id: name, name: `Bundled tape: ${name}` })),
  stream: play,
} satisfies Provider;

async function* play(request: ProviderRequest, host: Host): AsyncGenerator<StreamEvent> {
  const path = await tapePath(request.model, host.dirs.cwd);
  const tape = await readTape(path);
  const places = hostPlaces(host);
  const delayMs = delayOf(host);
  for (const event of eventsOfEntry(entryFor(tape, request, places), places)) {
    if (delayMs > 0) await sleep(delayMs, undefined, { signal: request.signal });
    request.signal.throwIfAborted();
    yield event;
  }
}

function delayOf(host: Host): number {
  const delay = host.config["delayMs"];
  return typeof delay === "number" ? delay : 0;
}
