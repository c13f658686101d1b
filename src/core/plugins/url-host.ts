/** A host as URLs compare it: lower case, punycode, IPv6 in brackets, no trailing dot. */
export interface HostAndPort {
  readonly host: string;
  readonly port: number | "any" | undefined;
}

export function parseUrl(text: string | URL): URL | undefined {
  if (typeof text !== "string") return text;
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Without the trailing dot: `api.example.com.` is the same name to the DNS. */
export function plainHost(hostname: string): string {
  return hostname.endsWith(".") ? hostname.slice(0, -1) : hostname;
}

/** The port of an http or https URL, its scheme's default filled in. */
export function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "http:" ? 80 : 443;
}

/** Reads `host`, `host:port`, `host:*`, with IPv6 in brackets; `undefined` for anything that is more or less than that. */
export function parseHost(text: string): HostAndPort | undefined {
  const parts = /^(\[[0-9a-f:.]+\]|[^\s/\\?#@:*[\]]+)(?::(\d{1,5}|\*))?$/i.exec(text);
  const name = parts?.[1];
  if (name === undefined || !URL.canParse(`https://${name}/`)) return undefined;
  return { host: plainHost(new URL(`https://${name}/`).hostname), port: readPort(parts?.[2]) };
}

function readPort(text: string | undefined): HostAndPort["port"] {
  if (text === undefined) return undefined;
  return text === "*" ? "any" : Number(text);
}

/** True for names and addresses that never leave this machine. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
