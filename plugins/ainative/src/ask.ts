import type { Host } from "@ainative-code/sdk";
import { jsonAnswer } from "@ainative-code/provider-kit";

/** Milliseconds for one request, its answer included. */
const limitMs = 30_000;

interface Question {
  readonly url: string;
  /** `undefined`: nothing is sent that says who asks. */
  readonly key: string | undefined;
  readonly signal: AbortSignal;
}

/** One GET request, once. Throws what went wrong, in the platform's own words where it has some. */
export async function ask({ fetch }: Host, { url, key, signal }: Question): Promise<unknown> {
  const headers = { accept: "application/json", ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) };
  const response = await fetch(url, { headers, signal, timeoutMs: limitMs });
  return jsonAnswer(response, {
    who: "AINative Studio",
    secrets: key === undefined ? [] : [key],
    actions: {
      auth: ["Make a key at https://www.ainative.studio/developer-settings and set it: ainative-code setup"],
      forbidden: ["Look at what the key may do: https://www.ainative.studio/developer-settings"],
      "invalid-request": wrongAddress,
      protocol: wrongAddress,
    },
  });
}

const wrongAddress = ["Check the address: ainative-code config explain plugins.ainative.baseURL"];
