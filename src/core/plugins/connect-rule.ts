import type { Rights } from "@ainative-code/sdk";
import { isLoopback, parseHost, type HostAndPort } from "./url-host.ts";

/** Where a connection that is no HTTP may go. `reason` continues "it …" and holds no secret. */
export type ConnectDecision =
  | {
      readonly allowed: true;
      /** The name and the number that were meant. */
      readonly host: string;
      readonly port: number;
      /** The user lets it be weaker than encrypted and verified. */
      readonly mayBePlain: boolean;
    }
  | { readonly allowed: false; readonly reason: string; readonly actions: readonly string[] };

export interface ConnectRuleOptions {
  readonly hosts: Rights["hosts"];
  /** `network.allowInsecureHosts` of the user: `host` (any port) or `host:port`. */
  readonly allowInsecureHosts?: readonly string[];
}

const scheme = "tcp:";

/** The rule behind `tcp:` among `rights.hosts`. Decides on one `host:port`; looks nothing up and never throws. */
export function connectRule({ hosts = [], allowInsecureHosts = [] }: ConnectRuleOptions): (address: string) => ConnectDecision {
  const patterns = hosts.flatMap((pattern) => (pattern.startsWith(scheme) ? [pattern.slice(scheme.length)] : []));
  const insecure = allowInsecureHosts.flatMap((entry) => parseHost(entry) ?? []);
  return (address) => {
    const target = parseHost(address);
    if (target === undefined || typeof target.port !== "number" || target.port < 1 || target.port > 65_535) {
      return {
        allowed: false,
        reason: "the address is not HOST:PORT",
        actions: ["Write it as HOST:PORT, an IPv6 address in brackets"],
      };
    }
    const { host, port } = target;
    if (!patterns.some((pattern) => matches(pattern, host, port))) return undeclared(patterns, address);
    return { allowed: true, host, port, mayBePlain: isLoopback(host) || insecure.some((entry) => covers(entry, host, port)) };
  };
}

function matches(pattern: string, host: string, port: number): boolean {
  if (pattern === "*") return true;
  const isSuffix = pattern.startsWith("*.");
  const parsed = parseHost(isSuffix ? pattern.slice(2) : pattern);
  if (parsed === undefined || (parsed.port !== "any" && parsed.port !== port)) return false;
  return isSuffix ? host.endsWith(`.${parsed.host}`) && !/^\.|\.\./.test(host) : host === parsed.host;
}

function covers(entry: HostAndPort, host: string, port: number): boolean {
  return entry.host === host && (entry.port === undefined || entry.port === "any" || entry.port === port);
}

function undeclared(patterns: readonly string[], address: string): ConnectDecision {
  const declared = patterns.length === 0 ? "no connections" : `connections to ${patterns.join(", ")}`;
  return {
    allowed: false,
    reason: `it declares ${declared}, and ${address} is not among them`,
    actions: [
      "If you trust the plugin with this host, ask its author to declare it in package.json (ainative.rights.hosts, as tcp:HOST:PORT)",
    ],
  };
}
