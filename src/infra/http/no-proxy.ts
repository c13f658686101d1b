import { parseHost, plainHost, portOf } from "../../core/plugins/url-host.ts";

/**
 * Whether NO_PROXY exempts a target. Entries, parted by commas or spaces: `*`, `name` (itself and what is below it),
 * `.name` and `*.name` (what is below it), each with or without `:port`, an address, an IPv4 network as `10.0.0.0/8`.
 */
export function isExempt(target: URL, noProxy: string): boolean {
  const host = plainHost(target.hostname);
  const port = portOf(target);
  return noProxy.split(/[\s,]+/).some((entry) => entry !== "" && exempts(entry, host, port));
}

function exempts(entry: string, host: string, port: number): boolean {
  if (entry === "*") return true;
  if (entry.includes("/")) return isInNetwork(host, entry);
  const below = /^\*?\./.test(entry);
  const pattern = parseHost(entry.replace(/^\*?\./, "")) ?? parseHost(`[${entry}]`);
  if (pattern === undefined) return false;
  if (pattern.port !== undefined && pattern.port !== "any" && pattern.port !== port) return false;
  return host.endsWith(`.${pattern.host}`) || (!below && host === pattern.host);
}

function isInNetwork(host: string, network: string): boolean {
  const { BlockList, isIPv4 } = process.getBuiltinModule("node:net");
  const [address = "", bits = ""] = network.split("/");
  if (!isIPv4(host) || !isIPv4(address) || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), "ipv4");
  return list.check(host);
}
