import type { ClientRequest, IncomingMessage } from "node:http";
import got from "got";
import { awaitHead, type Outgoing, type Send } from "./await-head.ts";
import { networkError } from "./network-error.ts";
import { proxyError } from "./proxy-error.ts";
import { tunnelled } from "./send-request.ts";

/**
 * By got, for REST services. What it would do by itself is the host's to decide and turned off: it follows redirects with
 * keys in their headers, tries again by a law of its own, and throws for statuses. Connections are the host's too.
 */
export const sendOverGot: Send = (route, outgoing) =>
  awaitHead(outgoing, ({ received, fail }) => {
    const { url, onSent } = outgoing;
    const ended = new AbortController();
    let request: ClientRequest | undefined;
    let inTunnel = false;
    let failed: Error | undefined;
    const stream = got.stream(url, {
      ...ownLaws,
      ...message(outgoing, route.headers),
      request: (_url, { method, headers }) => {
        const options = { ...route.options, ...(method !== undefined && { method }), ...(headers !== undefined && { headers }) };
        request = route.send(route.proxy === undefined ? options : tunnelled(options, ended.signal));
        if (onSent !== undefined) request.once("finish", onSent);
        request.once("socket", () => {
          inTunnel = url.protocol === "https:";
        });
        return request;
      },
    });
    stream.on("error", (thrown: Error) => {
      const error = thrown.cause instanceof Error ? thrown.cause : thrown;
      failed ??= error;
      fail(route.proxy && !inTunnel ? proxyError(error, route.proxy, url) : networkError(error, url));
    });
    stream.once("response", (response: IncomingMessage) => {
      if (request !== undefined) received({ request, response, source: stream, failed: () => failed });
    });
    return () => {
      stream.destroy();
      request?.destroy();
      ended.abort();
    };
  });

const ownLaws = { retry: { limit: 0 }, followRedirect: false, throwHttpErrors: false, decompress: false } as const;

/** got waits for a body to be written where a method may have one and none is given. */
function message({ method, headers, body }: Outgoing, more: Readonly<Record<string, string>>): object {
  const given = body ?? (/^(GET|HEAD)$/.test(method) ? undefined : "");
  return { method, headers: { ...headers, ...more }, ...(given !== undefined && { body: given, allowGetBody: true }) };
}
