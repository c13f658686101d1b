import { createServer } from "node:http";
import { loopbackFetch } from "../../../host/loopback-fetch.ts";
import type { ProviderFixture } from "../fixture.ts";
import { play, type Stage } from "../play.ts";

/**
 * Over a real connection, in pieces, the answer gives the same events as from memory. A host that the provider has fixed is
 * played by the same server: its settings can't lead elsewhere.
 */
export async function loopbackFaults(stage: Stage, fixture: ProviderFixture): Promise<readonly string[]> {
  const headers = { "content-type": "text/event-stream", "x-request-id": "req_conformance", ...fixture.headers };
  const server = createServer((request, response) => {
    request.resume();
    request.once("end", () => {
      response.writeHead(200, headers);
      const third = Math.ceil(fixture.body.length / 3);
      for (let from = 0; from < fixture.body.length; from += third) response.write(fixture.body.subarray(from, from + third));
      response.end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  try {
    const [real, memory] = await Promise.all([
      play({ ...stage, config: fixture.config(origin), fetch: (url, options) => loopbackFetch(ledTo(origin, url), options) }, []),
      play({ ...stage, headers }, [fixture.body]),
    ]);
    const isSame = JSON.stringify(withoutLimits(real.events)) === JSON.stringify(withoutLimits(memory.events));
    return isSame ? [] : ["over a connection, the events differ from those from memory"];
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function ledTo(origin: string, url: string): string {
  const { pathname, search } = new URL(url);
  return `${origin}${pathname}${search}`;
}

function withoutLimits<E extends { readonly type: string }>(events: readonly E[]): readonly E[] {
  return events.filter(({ type }) => type !== "rate-limit");
}
