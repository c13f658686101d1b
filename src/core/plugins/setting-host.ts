import { parseHost, parseUrl, plainHost, portOf } from "./url-host.ts";

/** Addresses that mean every interface to a server that listens: whoever asks it, asks this machine. */
const everywhere: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "[::]": "[::1]" };

/**
 * Where a setting points that may be an http or https URL, or `host`, `host:port`, `:port`, an address, each with a path.
 * Without a scheme the port is the given one where none is named, and `:port` is of this machine. `undefined` for
 * anything else.
 */
export function settingHost(text: string, defaultPort: number): { readonly host: string; readonly port: number } | undefined {
  const written = text.trim();
  if (written.includes("://")) {
    const url = parseUrl(written);
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === "") return undefined;
    return { host: reachable(plainHost(url.hostname)), port: portOf(url) };
  }
  const place = written.split("/")[0] ?? "";
  const isBareIPv6 = /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(place);
  const parsed = parseHost(isBareIPv6 ? `[${place}]` : place.replace(/^:/, "127.0.0.1:"));
  if (parsed === undefined || parsed.port === "any") return undefined;
  return { host: reachable(parsed.host), port: parsed.port ?? defaultPort };
}

function reachable(host: string): string {
  return everywhere[host] ?? host;
}
