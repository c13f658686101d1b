import type { Rights } from "@ainative-code/sdk";
import { listOfOne } from "../config/list-of-one.ts";
import { settingHost } from "./setting-host.ts";
import { isLoopback, portOf, parseHost, parseUrl, plainHost, type HostAndPort } from "./url-host.ts";

/** What else holds for a request to a host that the plugin did not name. */
export interface OpenReach {
  /** Only addresses of the public internet, told by what the name is looked up to and not by the name. */
  readonly publicOnly: boolean;
}

export type HostDecision =
  /** `open`: the request may carry nothing but what it asks for. */
  | { readonly allowed: true; readonly open?: OpenReach }
  | { readonly allowed: false; readonly reason: string; readonly actions: readonly string[] };

export interface HostRule {
  /** Decides on one URL; looks nothing up and never throws. `reason` is a clause ("it declares …") that holds no secret. */
  allows(url: string | URL): HostDecision;
}

export interface HostRuleOptions {
  readonly hosts: Rights["hosts"];
  /** The plugin's settings, for `config:KEY`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** `network.allowInsecureHosts` of the user: `host` (any port) or `host:port`, where plain http may go. */
  readonly allowInsecureHosts?: readonly string[];
  /** `network.allowPrivateFetch` of the user: `host` (any port) or `host:port` that `public:*` means too, wherever they are. */
  readonly allowPrivateFetch?: readonly string[];
}

/** The right to any host of the public internet, without credentials. */
const anyPublic = "public:*";

/** Whether a URL's host and port are meant by a pattern. `port` undefined: the default port of the URL's scheme. */
interface Pattern {
  readonly suffix: boolean;
  readonly host: string;
  readonly port: number | "any" | undefined;
}

/**
 * The rule behind `rights.hosts`. A pattern is `name`, `*.name` (subdomains at any depth, not the name itself), either
 * with `:port` or `:*`, or `config:KEY` (host and port of the URL in that setting), or `config:KEY:PORT` (the setting may
 * be a bare host too, whose port is PORT unless it names one). Without a port only the scheme's default port is meant, so
 * that a right to `localhost` isn't one to every local service. A pattern that can't be read, or a setting that is missing
 * or names no host, matches nothing. `public:*` is every
 * host that no other pattern means, for requests that carry no credential and no data: plain http is let through there.
 * `tcp:` is no right to a request, but to a connection (`connectRule`).
 */
export function hostRule({ hosts = [], settings, allowInsecureHosts = [], allowPrivateFetch = [] }: HostRuleOptions): HostRule {
  const patterns = hosts.flatMap((pattern) =>
    pattern === anyPublic || pattern.startsWith("tcp:") ? [] : (readPattern(pattern, settings) ?? []),
  );
  const isOpen = hosts.includes(anyPublic);
  const privateOnes = allowPrivateFetch.flatMap((entry) => parseHost(entry) ?? []);
  const insecure = allowInsecureHosts.flatMap((entry) => parseHost(entry) ?? []);
  return {
    allows(url) {
      const parsed = parseUrl(url);
      if (parsed === undefined) return refuse("the address is not a URL", ["Write it as https://HOST/PATH"]);
      if (parsed.protocol !== "https:" && parsed.protocol !== "http:") {
        return refuse(`${parsed.protocol}// is not https://`, ["Use an https:// address"]);
      }
      if (parsed.username !== "" || parsed.password !== "") {
        return refuse("its address holds a user name or a password before the @", ["Send credentials in a header"]);
      }
      const target = { host: plainHost(parsed.hostname), port: portOf(parsed) };
      if (!patterns.some((pattern) => matches(pattern, target, parsed.protocol))) {
        if (!isOpen) return undeclared(hosts, target, parsed);
        return { allowed: true, open: { publicOnly: !privateOnes.some((entry) => covers(entry, target)) } };
      }
      if (parsed.protocol === "http:" && !isLoopback(target.host) && !insecure.some((entry) => covers(entry, target))) {
        return refuse("plain http would show keys and prompts to everyone on the way", [
          "Use an https:// address",
          `Or allow it for this host: ainative-code config set network.allowInsecureHosts ${listOfOne(target.host)}`,
        ]);
      }
      return { allowed: true };
    },
  };
}

function readPattern(pattern: string, settings: Readonly<Record<string, unknown>>): Pattern | undefined {
  const configured = /^config:([^:]*)(?::(\d{1,5}))?$/.exec(pattern);
  if (configured !== null) return settingPattern(settings[configured[1] ?? ""], configured[2]);
  const suffix = pattern.startsWith("*.");
  const parsed = parseHost(suffix ? pattern.slice(2) : pattern);
  return parsed && { suffix, ...parsed };
}

function settingPattern(setting: unknown, defaultPort: string | undefined): Pattern | undefined {
  if (typeof setting !== "string") return undefined;
  if (defaultPort !== undefined) {
    const place = settingHost(setting, Number(defaultPort));
    return place && { suffix: false, ...place };
  }
  const url = parseUrl(setting);
  return url && url.hostname !== "" ? { suffix: false, host: plainHost(url.hostname), port: portOf(url) } : undefined;
}

function matches(pattern: Pattern, target: HostAndPort & { readonly port: number }, protocol: string): boolean {
  const wanted = pattern.port ?? (protocol === "https:" ? 443 : 80);
  if (wanted !== "any" && wanted !== target.port) return false;
  if (!pattern.suffix) return target.host === pattern.host;
  return target.host.endsWith(`.${pattern.host}`) && !/^\.|\.\./.test(target.host);
}

function covers(entry: HostAndPort, target: HostAndPort): boolean {
  return entry.host === target.host && (entry.port === undefined || entry.port === "any" || entry.port === target.port);
}

function undeclared(hosts: readonly string[], target: HostAndPort, url: URL): HostDecision {
  const declared = hosts.length === 0 ? "no hosts" : hosts.join(", ");
  const configured = hosts.flatMap((pattern) => /^config:([^:]*)/.exec(pattern)?.[1] ?? []);
  return refuse(`it declares ${declared}, and ${target.host}${url.port === "" ? "" : `:${url.port}`} is not among them`, [
    ...configured.map((key) => `If the address is yours, set it as "${key}" in the plugin's settings`),
    "If you trust the plugin with this host, ask its author to declare it in package.json (ainative.rights.hosts)",
  ]);
}

function refuse(reason: string, actions: readonly string[]): HostDecision {
  return { allowed: false, reason, actions };
}
