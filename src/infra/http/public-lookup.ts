import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { AinError } from "@ainative-code/sdk";
import { listOfOne } from "../../core/config/list-of-one.ts";
import { networkError } from "./network-error.ts";
import { isPublicAddress } from "./public-address.ts";

/** Throws `forbidden` for an address, in place of a name, that is not public. */
export function assertPublic(host: string, target: URL): void {
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw notPublic(host, target);
}

/**
 * Looks up a name and fails with `forbidden` where any of its addresses is not public. A connection goes to what this
 * gives and nowhere else, so a name that changes its mind between check and connection gains nothing.
 */
export function publicLookup(lookup: LookupFunction = systemLookup, target: URL): LookupFunction {
  return (name, options, done) => {
    lookup(name, options, (error, address, family) => {
      if (error !== null) return done(error, address, family);
      const found = typeof address === "string" ? [address] : address.map((one) => one.address);
      const refused = found.find((one) => !isPublicAddress(one));
      if (refused === undefined && found.length > 0) return done(null, address, family);
      done(notPublic(refused ?? "no address", target), address, family);
    });
  };
}

/**
 * The same before a proxy is asked, which makes the connection itself: a name that leads to a private address here, or
 * that nobody here knows, is refused. Where the proxy is led by that name is up to it.
 */
export async function assertLeadsToPublic(target: URL, lookup?: LookupFunction): Promise<void> {
  const host = target.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0) return assertPublic(host, target);
  await new Promise<void>((resolve, reject) => {
    publicLookup(lookup, target)(host, { all: true }, (error) =>
      error === null ? resolve() : reject(networkError(error, target)),
    );
  });
}

function notPublic(address: string, target: URL): AinError {
  const place = address === target.hostname.replace(/^\[|\]$/g, "") ? address : `${target.hostname} (${address})`;
  return new AinError("forbidden", `${place} is not an address of the public internet, so it was not asked.`, {
    actions: [
      `If you trust it, let pages be read from it: ainative-code config set network.allowPrivateFetch ${listOfOne(target.host)}`,
    ],
  });
}
