import type { IncomingMessage } from "node:http";
import { AinError, type FetchResponse } from "@ainative-code/sdk";
import type { ResponseBody } from "./response-body.ts";

/** The most that `text` and `json` keep in memory; larger answers are for `body`. */
const textLimit = 64 * 1024 * 1024;

export function fetchResponse(message: IncomingMessage, url: URL, body: ResponseBody, limit = textLimit): FetchResponse {
  const status = message.statusCode ?? 0;
  let taken = false;
  const take = (): ResponseBody => {
    if (taken) throw new Error("The body of an answer can be taken once, and it was.");
    taken = true;
    return body;
  };
  const text = async (): Promise<string> => readText(take(), url, limit);
  return {
    status,
    ok: status >= 200 && status < 300,
    url: url.href,
    headers: joinedHeaders(message),
    body: { [Symbol.asyncIterator]: take },
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

/** UTF-8, without a byte order mark. An answer beyond the limit is `protocol`: no service promises such a one. */
async function readText(body: ResponseBody, url: URL, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let length = 0;
  let text = "";
  for await (const chunk of body) {
    length += chunk.length;
    if (length > limit) {
      throw new AinError("protocol", `The answer of ${url.host} is larger than ${Math.floor(limit / 1024 / 1024)} MiB.`, {
        retryable: false,
        actions: ["Ask for less at once"],
      });
    }
    text += decoder.decode(chunk, { stream: true });
  }
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
