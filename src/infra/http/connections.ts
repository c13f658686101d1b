import type { Agent, ClientRequest, RequestOptions } from "node:http";
import type { AgentOptions as TlsAgentOptions } from "node:https";
import type { LookupFunction } from "node:net";
import { proxyFor, type ProxySettings } from "./proxy-settings.ts";

/** The way to one target: how to send a request there, and the options that lead it. */
export interface Route {
  readonly send: (options: RequestOptions) => ClientRequest;
  readonly options: RequestOptions;
  readonly headers: Readonly<Record<string, string>>;
  readonly proxy: URL | undefined;
}

/** The connections of this process, kept alive and shared by all plugins. An idle one doesn't hold up the end of the process. */
export interface Connections {
  /** `publicOnly`: only to addresses of the public internet; anything else is `forbidden` before a connection is made. */
  route(target: URL, publicOnly?: boolean): Promise<Route>;
  /** Ends every connection, also those in use. */
  close(): void;
}

export interface ConnectionsOptions {
  readonly proxy?: ProxySettings;
  /** Certificates (PEM) to trust besides those of Node and NODE_EXTRA_CA_CERTS. */
  readonly ca?: string;
  /** In place of the system's name resolution. */
  readonly lookup?: LookupFunction;
}

/**
 * `timeout`: an idle connection is closed after 15 s, before most servers and balancers do it under our hands (a server
 * that announces less is believed). `autoSelectFamilyAttemptTimeout`: Node gives one address 250 ms before it tries the
 * next, less than a handshake over a satellite takes (600 ms).
 */
const agentOptions = { keepAlive: true, scheduling: "lifo", timeout: 15_000, autoSelectFamilyAttemptTimeout: 1000 } as const;

export function createConnections({ proxy: settings = {}, ca, lookup }: ConnectionsOptions = {}): Connections {
  const agents = new Map<string, Agent>();
  const remember = (key: string, make: () => Agent): Agent => {
    const agent = agents.get(key) ?? make();
    agents.set(key, agent);
    return agent;
  };
  const plainAgent = (): Agent => remember("http:", () => new (builtin("node:http").Agent)(agentOptions));
  const secureAgent = (): Agent => remember("https:", () => new (builtin("node:https").Agent)(secureOptions(ca)));

  const guarded = async (target: URL): Promise<Route> => {
    const { assertPublic, publicLookup } = await import("./public-lookup.ts");
    const route = direct(target);
    assertPublic(String(route.options.hostname), target);
    const secure = target.protocol === "https:";
    // Of their own, for a connection that was made without the check must not be used again here.
    const agent = remember(`public ${target.protocol}`, () =>
      secure ? new (builtin("node:https").Agent)(secureOptions(ca)) : new (builtin("node:http").Agent)(agentOptions),
    );
    return { ...route, options: { ...route.options, agent, lookup: publicLookup(lookup, target) } };
  };
  const direct = (target: URL): Route => {
    const secure = target.protocol === "https:";
    const send = secure ? builtin("node:https").request : builtin("node:http").request;
    const options = { agent: secure ? secureAgent() : plainAgent(), ...addressOf(target), ...(lookup && { lookup }) };
    return { send, options: { ...options, path: target.pathname + target.search }, headers: {}, proxy: undefined };
  };
  const through = async (proxy: URL, target: URL): Promise<Route> => {
    const { createProxyAgent, proxyAuthorization } = await import("./proxy-agent.ts");
    if (target.protocol === "https:") {
      const agent = remember(proxy.href, () => createProxyAgent(proxy, secureOptions(ca), lookup));
      return { ...direct(target), options: { ...direct(target).options, agent }, proxy };
    }
    const { send, options } = direct(proxy);
    const path = `${target.origin}${target.pathname}${target.search}`;
    return { send, options: { ...options, path }, headers: proxyAuthorization(proxy), proxy };
  };

  return {
    async route(target, publicOnly = false) {
      const proxy = proxyFor(target, settings);
      if (publicOnly) {
        if (proxy === undefined) return guarded(target);
        const { assertLeadsToPublic } = await import("./public-lookup.ts");
        await assertLeadsToPublic(target, lookup);
      }
      return proxy === undefined ? direct(target) : through(proxy, target);
    },
    close() {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}

/** Loaded when it is needed, and without the detour of `import`, which the first request would feel. */
const builtin: typeof process.getBuiltinModule = (name: string) => process.getBuiltinModule(name);

function secureOptions(ca: string | undefined): TlsAgentOptions {
  const base = { ...agentOptions, minVersion: "TLSv1.2" } as const;
  return ca === undefined ? base : { ...base, ca: [...builtin("node:tls").getCACertificates("default"), ca] };
}

function addressOf(url: URL): { readonly hostname: string; readonly port: string; readonly protocol: string } {
  return { hostname: url.hostname.replace(/^\[|\]$/g, ""), port: url.port, protocol: url.protocol };
}
