import type { RequestOptions } from "node:http";
import { awaitHead, type Send } from "./await-head.ts";
import { networkError } from "./network-error.ts";
import type { TunnelOptions } from "./proxy-agent.ts";
import { proxyError } from "./proxy-error.ts";

/** By Node's own client: the one that costs a start the least. */
export const sendRequest: Send = (route, outgoing) =>
  awaitHead(outgoing, ({ received, fail }) => {
    const { method, url, headers, body, onSent } = outgoing;
    const tunnel = route.proxy && new AbortController();
    const options = { ...route.options, method, headers: { ...headers, ...route.headers } };
    const request = route.send(tunnel === undefined ? options : tunnelled(options, tunnel.signal));
    if (onSent !== undefined) request.once("finish", onSent);
    let inTunnel = false;
    let failed: Error | undefined;
    request.once("socket", () => {
      inTunnel = url.protocol === "https:";
    });
    request.on("error", (error) => {
      failed ??= error;
      fail(route.proxy && !inTunnel ? proxyError(error, route.proxy, url) : networkError(error, url));
    });
    request.once("response", (response) => received({ request, response, source: response, failed: () => failed }));
    request.end(body);
    return () => {
      request.destroy();
      tunnel?.abort();
    };
  });

export function tunnelled(options: RequestOptions, tunnelSignal: AbortSignal): RequestOptions & TunnelOptions {
  return { ...options, tunnelSignal };
}
