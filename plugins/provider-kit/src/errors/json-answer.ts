import type { FetchResponse } from "@ainative-code/sdk";
import { filled, parseJson } from "../json.ts";
import { errorOf, httpErrorOf, type ErrorContext } from "./http-error.ts";
import { vendorErrorOf } from "./vendor-error.ts";

/**
 * The JSON of a REST answer. Throws the error of a status that is no success, and `protocol` where the body is no JSON:
 * the page of a proxy, or of something else that lives at this address.
 */
export async function jsonAnswer(response: FetchResponse, context: ErrorContext): Promise<unknown> {
  if (!response.ok) throw await httpErrorOf(response, context);
  const body = await response.text();
  const value = parseJson(body);
  if (value !== undefined) return value;
  const { message } = vendorErrorOf(body);
  const words = filled(message) === undefined ? "the answer is empty" : `not JSON, but "${excerpt(message ?? "")}"`;
  throw errorOf(
    { ...vendorErrorOf(""), message: words },
    { ...context, status: response.status, classify: () => "protocol", body },
  );
}

/** Characters of a foreign page that are told. */
const maxExcerpt = 80;

function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > maxExcerpt ? `${line.slice(0, maxExcerpt)}…` : line;
}
