import type { Agent, ClientRequestArgs } from "node:http";
import type { AgentOptions } from "node:https";
import type { LookupFunction } from "node:net";
import type { Duplex } from "node:stream";
import { HttpsProxyAgent } from "hpagent";

/** An option of a request that its agent sees too: whoever asked for the tunnel doesn't want it any more. */
export interface TunnelOptions {
  readonly tunnelSignal?: AbortSignal;
}

type Callback = (error: Error | null, stream: Duplex) => void;

/** An agent whose connections are CONNECT tunnels. TLS to the target runs inside, so the proxy learns its name and port only. */
class TunnelAgent extends HttpsProxyAgent {
  /** Read by the library while it sends CONNECT, and untyped by it. */
  declare proxyRequestOptions: object;
  readonly #base: object;

  constructor(proxy: URL, options: AgentOptions, toProxy: object) {
    super({ ...options, proxy });
    this.#base = toProxy;
  }

  /** Without the signal, a tunnel that is still being dug would keep the process alive after its request was given up. */
  override createConnection(options: ClientRequestArgs & TunnelOptions, callback?: Callback): Duplex | null | undefined {
    const signal = options.tunnelSignal;
    this.proxyRequestOptions = signal === undefined ? this.#base : { ...this.#base, signal };
    return super.createConnection(options, callback);
  }
}

export function createProxyAgent(proxy: URL, options: AgentOptions, lookup?: LookupFunction): Agent {
  return new TunnelAgent(proxy, options, {
    ...(options.ca !== undefined && { ca: options.ca }),
    ...(lookup !== undefined && { lookup }),
    minVersion: options.minVersion,
  });
}

/** The header a proxy wants from plain requests; a tunnel's is written by the library. */
export function proxyAuthorization(proxy: URL): Record<string, string> {
  if (proxy.username === "" && proxy.password === "") return {};
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
}
