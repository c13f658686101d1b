import { isLoopback } from "@ainative-code/provider-kit";
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
