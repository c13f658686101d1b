import { AinError, type FetchResponse, type Host } from "@ainative-code/sdk";
import { webAddress } from "./address.ts";

/** Bytes of a page, without its content coding. */
const maxBytes = 5 * 1024 * 1024;
/** Milliseconds for a page with its redirects. */
const timeoutMs = 30_000;
const maxRedirects = 5;

const accept =
  "text/html, application/xhtml+xml, text/markdown, text/plain, application/json;q=0.9, application/pdf;q=0.8, */*;q=0.5";

export interface FetchedPage {
  readonly url: URL;
  readonly status: number;
  /** Lower case, without parameters; empty where the server names none. */
  readonly mediaType: string;
  /** Of the header, as it was written. */
  readonly charset: string | undefined;
  readonly bytes: Uint8Array;
}

export interface FetchPageOptions {
  readonly host: Host;
  readonly signal: AbortSignal;
  readonly progress?: (text: string) => void;
  /** Throws where an address must not be asked. */
  readonly allowed?: (url: URL) => Promise<void>;
  /** Milliseconds. */
  readonly limitMs?: number;
}

/** A page, or the other host it leads to: permission was for one host. Redirects on the same host are followed. */
export async function fetchPage(first: URL, options: FetchPageOptions): Promise<FetchedPage | { readonly movedTo: URL }> {
  const { host, progress, allowed, limitMs = timeoutMs } = options;
  const ends = Date.now() + limitMs;
  let url = first;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    await allowed?.(url);
    progress?.(`Reading ${url.host}${url.pathname}`);
    const left = Math.max(ends - Date.now(), 1);
    const answer = await host.fetch(url.href, {
      headers: { accept },
      signal: options.signal,
      redirect: "manual",
      maxBytes,
      headTimeoutMs: left,
      timeoutMs: left,
    });
    const target = redirectTarget(answer, url);
    if (target === undefined) return { url, status: answer.status, ...kindOf(answer), bytes: await bytesOf(answer) };
    await drop(answer);
    if (target.host !== url.host) return { movedTo: target };
    if (url.protocol === "https:" && target.protocol === "http:") {
      throw circle(url, `leads from https to ${target.href}, which is not encrypted; it was not followed`);
    }
    url = target;
  }
  throw circle(first, `leads on more than ${maxRedirects} times, in a circle perhaps`);
}

function redirectTarget({ status, headers }: FetchResponse, from: URL): URL | undefined {
  const location = headers["location"];
  if (location === undefined || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  if (!URL.canParse(location, from.href)) throw circle(from, "leads to an address that can't be read");
  return webAddress(new URL(location, from).href);
}

function circle(url: URL, what: string): AinError {
  return new AinError("network", `${url.href} ${what}.`, {
    retryable: false,
    actions: ["Look for another address of the page."],
  });
}

function kindOf({ headers }: FetchResponse): { readonly mediaType: string; readonly charset: string | undefined } {
  const header = headers["content-type"] ?? "";
  const charset = /;\s*charset\s*=\s*"?([^";,\s]+)/i.exec(header)?.[1];
  return { mediaType: (header.split(/[;,]/)[0] ?? "").trim().toLowerCase(), charset };
}

async function bytesOf({ body }: FetchResponse): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The rest of an answer that nobody wants is not fetched. */
async function drop({ body }: FetchResponse): Promise<void> {
  await body[Symbol.asyncIterator]().return?.();
}
