import type { Host, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import {
  AnswerWriter,
  pump,
  rateLimitsOf,
  requestIdOf,
  streamErrorOf,
  type ErrorContext,
  type OpenStream,
} from "@ainative-code/provider-kit";
import { classifyOpenAiError, unsentWarnings } from "@ainative-code/provider-kit/openai";
import { apiKeyOf } from "./api-key.ts";
import { authActions } from "./auth-actions.ts";
import { headersOf } from "./headers.ts";
import { Lessons } from "./lessons.ts";
import { settingsOf, whoOf } from "./settings.ts";
import { wireOf } from "./wire.ts";

const provider = "openai";

/** Milliseconds: models may think, and local servers may read a long prompt, for minutes without a byte. */
const patienceMs = 300_000;

const lessons = new Lessons();

/** One answer, of whichever wire format the settings ask for. */
export function stream(request: ProviderRequest, host: Host): AsyncIterable<StreamEvent> {
  return pump(request.signal, (signal) => open(request, host, signal));
}

async function open(request: ProviderRequest, host: Host, signal: AbortSignal): Promise<OpenStream> {
  const settings = settingsOf(host.config);
  const key = await apiKeyOf(host, settings);
  const wire = wireOf(settings, provider);
  const place = `${settings.baseURL} ${request.model}`;
  const { body, left } = lessons.apply(place, wire.body(request));
  const errors: ErrorContext = {
    who: whoOf(settings),
    classify: classifyOpenAiError,
    actions: authActions(settings),
    secrets: key === undefined ? [] : [key],
  };
  const response = await host.fetch(settings.baseURL + wire.path, {
    method: "POST",
    headers: { ...headersOf(settings, key), "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify(body),
    signal,
    headTimeoutMs: patienceMs,
    idleTimeoutMs: patienceMs,
  });
  const error = await streamErrorOf(response, errors);
  if (error !== undefined) throw lessons.learn(place, error);
  const requestId = requestIdOf(response.headers);
  const writer = new AnswerWriter();
  writer.start({ provider, api: wire.api, model: request.model, ...(requestId === undefined ? {} : { requestId }) }, [
    ...unsentWarnings(request, wire.api),
    ...left.map((field) => `${field} is not sent: this model refuses it.`),
  ]);
  writer.rateLimit(rateLimitsOf(response.headers));
  const tools = new Set(request.tools.map(({ name }) => name));
  return { body: response.body, reader: wire.reader({ writer, errors, tools, seed: requestId ?? uniqueSeed() }) };
}

/** Only has to differ between answers of one conversation; loading node:crypto for it would delay the first token. */
function uniqueSeed(): string {
  return Date.now().toString(36) + Math.random().toString(36).slice(2, 10);
}
