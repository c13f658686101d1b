import type { IncomingMessage } from "node:http";
import { AinError, type FetchResponse } from "@ainative-code/sdk";
import { limitedBody, wholeLimit, type Body } from "./limited-body.ts";

export interface AnswerParts {
  readonly message: IncomingMessage;
  readonly url: URL;
  readonly body: Body;
  /** The caller's limit for the body. */
  readonly maxBytes: number | undefined;
}

export function fetchResponse({ message, url, body, maxBytes }: AnswerParts): FetchResponse {
  const status = message.statusCode ?? 0;
  let taken = false;
  const take = (limit: number | undefined): Body => {
    if (taken) throw new Error("The body of an answer can be taken once, and it was.");
    taken = true;
    return limit === undefined ? body : limitedBody(body, limit, url);
  };
  const text = async (): Promise<string> => readText(take(maxBytes ?? wholeLimit));
  return {
    status,
    ok: status >= 200 && status < 300,
    url: url.href,
    headers: joinedHeaders(message),
    body: { [Symbol.asyncIterator]: () => take(maxBytes) },
    text,
    json: async () => parseJson(await text(), message, url),
  };
}

function joinedHeaders(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = typeof value === "string" ? value : value.join(", ");
  }
  return headers;
}

/** UTF-8, without a byte order mark. */
async function readText(body: Body): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of { [Symbol.asyncIterator]: () => body }) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

function parseJson(text: string, message: IncomingMessage, url: URL): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const kind = message.headers["content-type"] ?? "no content type";
    const status = message.statusCode ?? 0;
    throw new AinError("protocol", `${url.host} answered with something that is not JSON (${kind}, status ${status}).`, {
      status,
      retryable: false,
      actions: ["Check the base URL", "Check whether a proxy or a login page answers in place of the service"],
      cause,
    });
  }
}
