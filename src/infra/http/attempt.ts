import { AinError, type FetchOptions, type Log } from "@ainative-code/sdk";
import type { HostRule, OpenReach } from "../../core/plugins/rights.ts";
import { abortError } from "./abort-error.ts";
import type { Exchange, Send } from "./await-head.ts";
import { assertCarriesNothing } from "./carries-nothing.ts";
import type { Connections } from "./connections.ts";
import { proxyRefusal } from "./proxy-error.ts";
import { assertFollowable, headersAfterRedirect, redirectTarget } from "./redirect.ts";
import { requestHeaders } from "./request-headers.ts";
import { shownUrl } from "./shown-url.ts";

export interface AttemptContext {
  /** The package name, for errors. */
  readonly plugin: string;
  /** The hosts it may reach. */
  readonly rule: HostRule;
  /** Shared by all plugins of the process. */
  readonly connections: Connections;
  readonly userAgent: string;
  readonly log: Log;
  /** Tells the lines of one request in the log from those of others. */
  readonly request: string;
  /** Told when a request has been handed to the network whole. */
  readonly onSent?: () => void;
}

/** One step of a request: the first address, or one it was redirected to. */
export interface Step {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

/** The head of an answer, and who gave it in the end. */
export interface Answer {
  readonly exchange: Exchange;
  readonly url: URL;
}

const defaultHeadTimeoutMs = 60_000;

/** One attempt, with the redirects that may be followed. Every failure is an `AinError` that holds no secret. */
export async function attempt(context: AttemptContext, first: Step, options: FetchOptions, send: Send): Promise<Answer> {
  let step = first;
  for (let hop = 0; ; hop++) {
    const open = assertAllowed(context, step.url, hop > 0);
    if (open !== undefined) assertCarriesNothing(context.plugin, step);
    const exchange = await exchangeOnce(context, step, options, send, open?.publicOnly);
    const next = options.redirect === "manual" ? undefined : nextStep(step, exchange, hop);
    if (next === undefined) return { exchange, url: step.url };
    step = next;
  }
}

function assertAllowed({ plugin, rule, log }: AttemptContext, url: URL, redirected: boolean): OpenReach | undefined {
  const decision = rule.allows(url);
  if (decision.allowed) return decision.open;
  const reach = redirected ? `was redirected to ${url.host}, which it may not reach` : `may not reach ${url.host}`;
  log.warn("request refused", { url: shownUrl(url), reason: decision.reason });
  throw new AinError("forbidden", `${plugin} ${reach}: ${decision.reason}.`, { actions: decision.actions });
}

async function exchangeOnce(
  context: AttemptContext,
  step: Step,
  options: FetchOptions,
  send: Send,
  publicOnly = false,
): Promise<Exchange> {
  const { signal, headTimeoutMs = defaultHeadTimeoutMs } = options;
  const { method, url, body } = step;
  const length = typeof body === "string" ? Buffer.byteLength(body) : body?.byteLength;
  const headers = requestHeaders(step.headers, url, length, context.userAgent);
  const started = process.hrtime.bigint();
  const passedMs = (): number => Number((process.hrtime.bigint() - started) / 1_000_000n);
  const told = (): Record<string, unknown> => ({ request: context.request, method, url: shownUrl(url), ms: passedMs() });
  try {
    const route = await context.connections.route(url, publicOnly);
    if (signal?.aborted === true) throw abortError(signal);
    const exchange = await send(route, { method, url, headers, body, signal, headTimeoutMs, onSent: context.onSent });
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
