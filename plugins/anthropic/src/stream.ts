import type { Host, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import {
  AnswerWriter,
  pump,
  requestIdOf,
  streamErrorOf,
  uniqueSeed,
  type OpenStream,
} from "@ainative-code/provider-kit";
import { apiKeyOf } from "./api-key.ts";
import { errorContextOf } from "./error-context.ts";
import { headersOf } from "./headers.ts";
import { learn, rulesFor } from "./lessons.ts";
import { rateLimitsOf } from "./rate-limits.ts";
import { messagesApi } from "./request/messages.ts";
import { messagesRequestOf } from "./request/messages-request.ts";
import { settingsOf } from "./settings.ts";
import { MessagesReader } from "./stream/messages-reader.ts";

const provider = "anthropic";

/** Milliseconds: the vendor sends pings while a model thinks, servers of one's own may not. */
const patienceMs = 300_000;

/** One answer. */
export function stream(request: ProviderRequest, host: Host): AsyncIterable<StreamEvent> {
  return pump(request.signal, (signal) => open(request, host, signal));
}

async function open(request: ProviderRequest, host: Host, signal: AbortSignal): Promise<OpenStream> {
  const settings = settingsOf(host.config);
  const key = await apiKeyOf(host, settings);
  const rules = rulesFor(settings.baseURL, request, host.notes);
  const { body, warnings, ...head } = messagesRequestOf(request, { provider, settings, rules });
  const errors = errorContextOf(settings, key);
  const response = await host.fetch(`${settings.baseURL}/v1/messages`, {
    method: "POST",
    headers: { ...headersOf(settings, key, head), "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify(body),
    signal,
    headTimeoutMs: patienceMs,
    idleTimeoutMs: patienceMs,
  });
  const error = await streamErrorOf(response, errors);
  if (error !== undefined) throw learn(settings.baseURL, request, error, host.notes);
  const requestId = requestIdOf(response.headers);
  const writer = new AnswerWriter();
  const origin = { provider, api: messagesApi, model: request.model };
  writer.start({ ...origin, ...(requestId === undefined ? {} : { requestId }) }, warnings);
  writer.rateLimit(rateLimitsOf(response.headers));
  return { body: response.body, reader: new MessagesReader({ writer, errors, seed: requestId ?? uniqueSeed() }) };
}
