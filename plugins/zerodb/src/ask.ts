import type { ErrorCode, Host } from "@ainative-code/sdk";
import { jsonAnswer } from "@ainative-code/provider-kit";

/** Milliseconds for one request, its answer included. */
const limitMs = 30_000;

interface Question {
  readonly url: string;
  readonly key: string | undefined;
  readonly signal: AbortSignal;
}

/** One GET request, once. Throws what went wrong, in the server's own words where it has some. */
export async function ask({ fetch }: Host, { url, key, signal }: Question): Promise<unknown> {
  const headers = { accept: "application/json", ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) };
  const response = await fetch(url, { headers, signal, timeoutMs: limitMs });
  return jsonAnswer(response, { who: "ZeroDB", secrets: key === undefined ? [] : [key], actions });
}

const address = [
  "Check the address: ainative-code config explain plugins.zerodb.baseURL",
  "Servers of another make answer below another path: ainative-code config set plugins.zerodb.apiPath /api/v1",
];

const actions: Partial<Record<ErrorCode, readonly string[]>> = {
  auth: ["Set the right key: ainative-code setup, or the variable ZERODB_API_KEY"],
  forbidden: ["Check that the key belongs to this project: ainative-code config explain plugins.zerodb.projectId"],
  "invalid-request": address,
  protocol: address,
};
