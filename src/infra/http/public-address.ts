import { BlockList, isIPv4, isIPv6 } from "node:net";

/**
 * What the registries of special addresses of IANA (IPv4, RFC 6890 and its updates) do not call globally reachable, with
 * the former relays of 6to4, multicast, and the one public address that is a machine's own: where Azure answers its guests.
 */
const special: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/** Of the addresses given out so far (2000::/3): protocols, Teredo, documentation, 6to4 with an IPv4 address inside. */
const special6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const refused4 = new BlockList();
for (const [network, bits] of special) refused4.addSubnet(network, bits, "ipv4");
const refused6 = new BlockList();
for (const [network, bits] of special6) refused6.addSubnet(network, bits, "ipv6");
const given6 = new BlockList();
given6.addSubnet("2000::", 3, "ipv6");

/** Whether an address is one of the public internet. False for what is no address, and for IPv4 dressed up as IPv6. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !refused4.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  const behind = behindNat64(address);
  if (behind !== undefined) return isPublicAddress(behind);
  return given6.check(address, "ipv6") && !refused6.check(address, "ipv6");
}

/** Networks without IPv4 give each old address as one of 64:ff9b::/96 (RFC 6052). */
function behindNat64(address: string): string | undefined {
  const plain = new URL(`http://[${address}]/`).hostname;
  const [, high = "0", low] = /^\[64:ff9b::(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})\]$/.exec(plain) ?? [];
  if (low === undefined) return undefined;
  const [first, second] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [first >> 8, first & 255, second >> 8, second & 255].join(".");
}
