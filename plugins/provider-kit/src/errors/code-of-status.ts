import type { ErrorCode } from "@ainative-code/sdk";

const codes: Readonly<Record<number, ErrorCode>> = {
  401: "auth",
  402: "billing",
  403: "forbidden",
  408: "timeout",
  409: "server",
  413: "request-too-large",
  424: "server",
  425: "server",
  429: "rate-limit",
  498: "auth",
  503: "overloaded",
  504: "timeout",
  529: "overloaded",
};

/** What an HTTP status means where the body says nothing better. 409 and 424 are passing troubles at model vendors. */
export function codeOfStatus(status: number): ErrorCode {
  return codes[status] ?? (status >= 500 ? "server" : "invalid-request");
}
