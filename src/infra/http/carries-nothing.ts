import { AinError } from "@ainative-code/sdk";
import type { Outgoing } from "./await-head.ts";
import { harmless } from "./redirect.ts";

/** Throws `forbidden` for a request that could carry something out: to hosts of no name goes only the wish to read. */
export function assertCarriesNothing(
  plugin: string,
  { method, url, headers, body }: Pick<Outgoing, "method" | "url" | "headers" | "body">,
): void {
  const header = Object.keys(headers).find((name) => !harmless.has(name.toLowerCase()));
  const isReading = method === "GET" || method === "HEAD";
  const what = !isReading ? `a ${method}` : body !== undefined && body.length > 0 ? "data" : header && `the header "${header}"`;
  if (what === undefined) return;
  throw new AinError(
    "forbidden",
    `${plugin} may not send ${what} to ${url.host}: it may only read from hosts that it does not declare.`,
    {
      actions: ["Ask its author to declare the host in package.json (ainative.rights.hosts)"],
    },
  );
}
