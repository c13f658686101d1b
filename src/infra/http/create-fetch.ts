import { AinError, type FetchOptions, type FetchResponse, type HostFetch } from "@ainative-code/sdk";
import { parseUrl } from "../../core/plugins/url-host.ts";
import { attempt, type Answer, type AttemptContext, type Step } from "./attempt.ts";
import { fetchResponse } from "./fetch-response.ts";
import { openBody } from "./open-body.ts";
import type { PatientContext } from "./patient-fetch.ts";
import { sendRequest } from "./send-request.ts";
import { timeLimited } from "./time-limit.ts";

export interface FetchContext extends Omit<AttemptContext, "request">, PatientContext {}

/** Those of this process so far. */
let requests = 0;

const defaultIdleTimeoutMs = 120_000;

/** The `fetch` of one plugin: keeps the promises of `HostFetch`. Every failure is an `AinError` that holds no secret. */
export function createFetch(shared: FetchContext): HostFetch {
  return async (address, given = {}) => {
    const context = { ...shared, request: `${process.pid}-${++requests}` };
    const first = firstStep(address, given);
    const options = timeLimited(given, first.url);
    if (!isRetried(first.method, options)) return received(await attempt(context, first, options, sendRequest), options);
    const { patientFetch } = await import("./patient-fetch.ts");
    return patientFetch(context, first, options, async (answer) => received(answer, options));
  };
}

function firstStep(address: string, { method = "GET", headers = {}, body }: FetchOptions): Step {
  const url = parseUrl(address);
  if (url === undefined) {
    throw new AinError("invalid-request", "The address of a request is not a URL.", {
      actions: ["Check the base URL: it begins with https://"],
    });
  }
  return { method: method.toUpperCase(), url, headers, body };
}

function isRetried(method: string, { retry }: FetchOptions): boolean {
  return retry === "any-method" || (retry === "idempotent" && /^(GET|HEAD|OPTIONS|PUT|DELETE)$/.test(method));
}

function received({ exchange, url }: Answer, options: FetchOptions): FetchResponse {
  const { signal, maxBytes, idleTimeoutMs = defaultIdleTimeoutMs } = options;
  return fetchResponse({ message: exchange.response, url, body: openBody(exchange, { url, signal, idleTimeoutMs }), maxBytes });
}
