import { AinError, type FetchOptions, type FetchResponse, type HostFetch, type Log } from "@ainative-code/sdk";
import type { HostRule } from "../../core/plugins/rights.ts";
import { parseUrl } from "../../core/plugins/url-host.ts";
import { abortError } from "./abort-error.ts";
import type { Connections } from "./connections.ts";
import { fetchResponse } from "./fetch-response.ts";
import { openBody } from "./open-body.ts";
import { proxyRefusal } from "./proxy-error.ts";
import { assertFollowable, headersAfterRedirect, redirectTarget } from "./redirect.ts";
import { requestHeaders } from "./request-headers.ts";
import { sendRequest, type Exchange } from "./send-request.ts";
import { shownUrl } from "./shown-url.ts";

export interface FetchContext {
  /** The package name, for errors. */
  readonly plugin: string;
  /** The hosts it may reach. */
  readonly rule: HostRule;
  /** Shared by all plugins of the process. */
  readonly connections: Connections;
  readonly userAgent: string;
  readonly log: Log;
  /** Told when a request has been handed to the network whole. */
  readonly onSent?: () => void;
}

/** One step of a request: the first address, or one it was redirected to. */
interface Step {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

const defaultHeadTimeoutMs = 60_000;
const defaultIdleTimeoutMs = 120_000;

/** The `fetch` of one plugin: keeps the promises of `HostFetch`. Every failure is an `AinError` that holds no secret. */
export function createFetch(context: FetchContext): HostFetch {
  return async (address, options = {}) => {
    let step = firstStep(address, options);
    for (let hop = 0; ; hop++) {
      assertAllowed(context, step.url, hop > 0);
      const exchange = await exchangeOnce(context, step, options);
      const next = nextStep(step, exchange, hop);
      if (next === undefined) return received(exchange, step.url, options);
      step = next;
    }
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

function assertAllowed({ plugin, rule, log }: FetchContext, url: URL, redirected: boolean): void {
  const decision = rule.allows(url);
  if (decision.allowed) return;
  const reach = redirected ? `was redirected to ${url.host}, which it may not reach` : `may not reach ${url.host}`;
  log.warn("request refused", { url: shownUrl(url), reason: decision.reason });
  throw new AinError("forbidden", `${plugin} ${reach}: ${decision.reason}.`, { actions: decision.actions });
}

async function exchangeOnce(context: FetchContext, step: Step, options: FetchOptions): Promise<Exchange> {
  const { signal, headTimeoutMs = defaultHeadTimeoutMs } = options;
  const { method, url, body } = step;
  const length = typeof body === "string" ? Buffer.byteLength(body) : body?.byteLength;
  const headers = requestHeaders(step.headers, url, length, context.userAgent);
  const started = process.hrtime.bigint();
  const passedMs = (): number => Number((process.hrtime.bigint() - started) / 1_000_000n);
  const told = (): Record<string, unknown> => ({ method, url: shownUrl(url), ms: passedMs() });
  try {
    const route = await context.connections.route(url);
    if (signal?.aborted === true) throw abortError(signal);
    const exchange = await sendRequest(route, { method, url, headers, body, signal, headTimeoutMs, onSent: context.onSent });
    context.log.debug("request", { ...told(), status: exchange.response.statusCode });
    if (exchange.response.statusCode === 407 && route.proxy !== undefined) {
      exchange.response.destroy();
      throw proxyRefusal(407, route.proxy, url);
    }
    return exchange;
  } catch (error) {
    context.log.debug("request failed", { ...told(), error });
    throw error;
  }
}

function nextStep(step: Step, { response }: Exchange, hop: number): Step | undefined {
  const status = response.statusCode ?? 0;
  const target = redirectTarget(status, response.headers.location, step.url);
  if (target === undefined) return undefined;
  response.destroy();
  assertFollowable({ ...step, hasBody: step.body !== undefined && step.body.length > 0 }, target, status, hop);
  return { method: step.method, url: target, headers: headersAfterRedirect(step.headers), body: undefined };
}

function received(exchange: Exchange, url: URL, { signal, idleTimeoutMs = defaultIdleTimeoutMs }: FetchOptions): FetchResponse {
  return fetchResponse(exchange.response, url, openBody(exchange, { url, signal, idleTimeoutMs }));
}
