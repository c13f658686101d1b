import { AinError } from "@ainative-code/sdk";
import { carriesCredential } from "./credential-names.ts";
import { shownUrl } from "./shown-url.ts";

/** More are a loop. */
const redirectLimit = 5;

/** The request that was redirected. */
export interface Redirected {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly hasBody: boolean;
}

/** The headers that go along to the next address; what else the caller set was meant for the first one. */
export const harmless: ReadonlySet<string> = new Set(["accept", "accept-encoding", "accept-language", "range", "user-agent"]);

/** The address a redirect points at; `undefined` where the answer is none. Throws `protocol` for one that can't be read. */
export function redirectTarget(status: number, location: string | undefined, from: URL): URL | undefined {
  if (location === undefined || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  if (URL.canParse(location, from.href)) return new URL(location, from);
  throw new AinError("protocol", `${shownUrl(from)} answered with a redirect (${status}) to nowhere.`, {
    status,
    retryable: false,
    actions: ["Check the base URL"],
  });
}

/**
 * Throws unless a redirect may be followed: only of a GET or HEAD without body and without anything that could be a
 * credential (`invalid-request`), at most `redirectLimit` times (`network`), never from https to http (`forbidden`).
 */
export function assertFollowable(request: Redirected, target: URL, status: number, hop: number): void {
  const story = `${shownUrl(request.url)} answered with a redirect (${status}) to ${shownUrl(target)}`;
  const reason = whyNot(request);
  if (reason !== undefined) {
    throw new AinError("invalid-request", `${story}. It was not followed, because ${reason}.`, {
      status,
      actions: [`If ${target.host} is right and you trust it, put it into the base URL`],
    });
  }
  if (request.url.protocol === "https:" && target.protocol === "http:") {
    throw new AinError("forbidden", `${story}. It was not followed, because that connection is not encrypted.`, {
      status,
      actions: ["Use the https:// address of the service"],
    });
  }
  if (hop >= redirectLimit) {
    throw new AinError("network", `${story}, after ${redirectLimit} others. It was not followed.`, {
      status,
      retryable: false,
      actions: ["Check the address: it seems to lead in a circle"],
    });
  }
}

export function headersAfterRedirect(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name.toLowerCase())));
}

function whyNot({ method, url, headers, hasBody }: Redirected): string | undefined {
  if (hasBody) return "data was sent with the request";
  if (carriesCredential(headers, url)) return "a key was sent with the request";
  return method === "GET" || method === "HEAD" ? undefined : `a ${method} means something at the first address only`;
}
