import { AinError } from "@ainative-code/sdk";
import { isLoopback, plainHost } from "../../core/plugins/url-host.ts";
import { isExempt } from "./no-proxy.ts";

/** Which proxy to take: URLs as the user wrote them, credentials included. */
export interface ProxySettings {
  /** For https targets. */
  readonly https?: string | undefined;
  /** For plain http targets. */
  readonly http?: string | undefined;
  readonly noProxy?: string | undefined;
  /** Also for 127.0.0.0/8, ::1 and localhost, which otherwise never go through a proxy. */
  readonly loopback?: boolean | undefined;
}

export interface ProxySource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `network.proxy` of the config, for all targets; the empty string turns every proxy off. */
  readonly proxy?: string | undefined;
  /** `network.noProxy` of the config, in place of NO_PROXY. */
  readonly noProxy?: string | undefined;
}

/** The config before the environment; there lower case before upper case, as curl does, and ALL_PROXY last. */
export function proxySettings({ env, proxy, noProxy }: ProxySource): ProxySettings {
  const read = (name: string): string | undefined => env[name.toLowerCase()] || env[name] || undefined;
  const exempt = noProxy ?? read("NO_PROXY");
  if (proxy !== undefined) return { https: proxy || undefined, http: proxy || undefined, noProxy: exempt };
  const all = read("ALL_PROXY");
  return { https: read("HTTPS_PROXY") ?? all, http: read("HTTP_PROXY") ?? all, noProxy: exempt };
}

/** The proxy for a target, `undefined` for none. Throws `not-configured` where its URL can't be used. */
export function proxyFor(target: URL, settings: ProxySettings): URL | undefined {
  const chosen = target.protocol === "https:" ? settings.https : settings.http;
  if (chosen === undefined) return undefined;
  if (isLoopback(plainHost(target.hostname)) && settings.loopback !== true) return undefined;
  if (settings.noProxy !== undefined && isExempt(target, settings.noProxy)) return undefined;
  return parseProxy(chosen);
}

/** The proxy as errors name it: without its credentials. */
export function shownProxy(proxy: URL): string {
  return `${proxy.protocol}//${proxy.host}`;
}

function parseProxy(text: string): URL {
  const address = text.includes("://") ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const actions = ["Write it as http://[USER:PASSWORD@]HOST:PORT in network.proxy or HTTPS_PROXY"];
  if (url === undefined || url.hostname === "") {
    throw new AinError("not-configured", "The address of the proxy is not a URL.", { actions });
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new AinError("not-configured", `Proxies of the kind ${url.protocol}// are not supported (${shownProxy(url)}).`, {
      actions,
    });
  }
  return url;
}
