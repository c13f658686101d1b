import type { Host } from "@ainative-code/sdk";

/**
 * The key to send; `undefined` where none is set, and over plain http to another machine, where everybody on the way
 * could read it.
 */
export async function apiKeyOf(host: Host, url: string): Promise<string | undefined> {
  const { protocol, hostname } = new URL(url);
  if (protocol !== "https:" && !isLoopback(hostname)) return undefined;
  const key = (await host.secret("apiKey"))?.trim();
  return key === "" ? undefined : key;
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname.endsWith(".localhost") || /^127(\.\d+){3}$/.test(hostname);
}
