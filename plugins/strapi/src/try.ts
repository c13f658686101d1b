import type { Host } from "@ainative-code/sdk";
import { strapiStatus } from "./strapi-status.ts";

/** Tries the settings out for `setup`. */
export default async function tryOut(host: Host, signal: AbortSignal): Promise<string> {
  const { token, contentTypes } = await strapiStatus(host, signal);
  const told = {
    accepted: "token accepted",
    none: "connected without a token",
    unknown: "connected; the token could not be checked",
  };
  if (contentTypes === null) return told[token];
  return `${told[token]}, ${contentTypes.length === 1 ? "1 content type" : `${contentTypes.length} content types`}`;
}
