import { AinError } from "@ainative-code/sdk";

/** Decided by the connection; a caller that sets one of them could make a server see another request than ours. */
const ownedByTheHost: ReadonlySet<string> = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * The headers to send, lower case, with what every request carries. `invalid-request` for a header that is the host's
 * to set, or whose value can't be sent (its value is not in the error: it may be a key).
 */
export function requestHeaders(
  given: Readonly<Record<string, string>>,
  url: URL,
  bodyLength: number | undefined,
  userAgent: string,
): Record<string, string> {
  const headers: Record<string, string> = { "user-agent": userAgent, "accept-encoding": "identity" };
  for (const [givenName, value] of Object.entries(given)) {
    const name = givenName.toLowerCase();
    refuseHeader(name, value, url);
    headers[name] = value;
  }
  headers["host"] = url.host;
  delete headers["content-length"];
  if (bodyLength !== undefined) headers["content-length"] = String(bodyLength);
  return headers;
}

function refuseHeader(name: string, value: string, url: URL): void {
  if (ownedByTheHost.has(name) || (name === "host" && value !== url.host)) {
    throw new AinError("invalid-request", `The header "${name}" can't be set by the caller of fetch.`, {
      actions: ["Leave the header out"],
    });
  }
  if (!/^[!#$%&'*+.^_`|~\da-z-]+$/.test(name)) {
    throw new AinError("invalid-request", `"${name}" is no name for a header.`, { actions: ["Correct the header's name"] });
  }
  if (/[^\t\u0020-\u007e\u0080-\u00ff]/.test(value)) {
    throw new AinError("invalid-request", `The header "${name}" holds a character that can't be sent, perhaps a line break.`, {
      actions: ["If it is a key or token, copy it again without line breaks or quotation marks around it"],
    });
  }
}
