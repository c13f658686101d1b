import { isLoopback } from "../../plugins/url-host.ts";

/** Where the server listens. */
export interface Listening {
  /** As it was asked for: a name or an address. */
  readonly host: string;
}

/**
 * Why a request can't come from a program that means us, if so. A page of a foreign site that has made its own name lead
 * here still tells that name, in `Host` or in `Origin`.
 */
export function unlawful(
  headers: { readonly host?: string | undefined; readonly origin?: string | undefined },
  { host }: Listening,
): string | undefined {
  const named = hostnameOf(`http://${headers.host ?? ""}`);
  if (named === undefined || !isOwnName(named, host)) return "This server does not go by the name in Host.";
  if (headers.origin === undefined) return undefined;
  const from = hostnameOf(headers.origin);
  return from !== undefined && isOwnName(from, host) ? undefined : "Pages of other sites may not use this server.";
}

/** An address is no name that somebody else could have made lead here. */
function isOwnName(name: string, host: string): boolean {
  if (isLoopback(name) || name === host.toLowerCase()) return true;
  return !isLoopback(host) && /^(?:\[[\da-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3})$/.test(name);
}

function hostnameOf(text: string): string | undefined {
  const name = URL.parse(text)?.hostname;
  return name === "" ? undefined : name;
}
