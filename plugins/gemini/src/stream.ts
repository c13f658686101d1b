import type { FetchResponse, Host, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import {
  AnswerWriter,
  pump,
  requestIdOf,
  streamErrorOf,
  uniqueSeed,
  type JsonObject,
  type OpenStream,
} from "@ainative-code/provider-kit";
import { apiKeyOf } from "./api-key.ts";
import { urlOf } from "./endpoint.ts";
import { errorContextOf } from "./error-context.ts";
import { headersOf } from "./headers.ts";
import { learn, rulesFor } from "./lessons.ts";
import { generateContentApi } from "./request/contents.ts";
import { generateRequestOf } from "./request/generate-request.ts";
import { toolNamesOf } from "./request/tool-names.ts";
import { settingsOf } from "./settings.ts";
import { continuedBody } from "./stream/continued-body.ts";
import { GenerateReader } from "./stream/generate-reader.ts";

const provider = "gemini";

/** Milliseconds: models think for minutes without a byte. */
const patienceMs = 300_000;

/** One answer. */
export function stream(request: ProviderRequest, host: Host): AsyncIterable<StreamEvent> {
  return pump(request.signal, (signal) => open(request, host, signal));
}

async function open(request: ProviderRequest, host: Host, signal: AbortSignal): Promise<OpenStream> {
  const settings = settingsOf(host.config);
  const key = await apiKeyOf(host, settings);
  const rules = rulesFor(settings.baseURL, request, host.notes);
  const { body, warnings } = generateRequestOf(request, { provider, settings, rules });
  const errors = errorContextOf(settings, key);
  const ask = async (fields: JsonObject): Promise<FetchResponse> => {
    const response = await host.fetch(urlOf(settings, request.model, "streamGenerateContent"), {
      method: "POST",
      headers: { ...headersOf(settings, key), "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify(fields),
      signal,
      headTimeoutMs: patienceMs,
      idleTimeoutMs: patienceMs,
    });
    const error = await streamErrorOf(response, errors);
    if (error !== undefined) throw learn(settings.baseURL, request, error, host.notes);
    return response;
  };
  const response = await ask(body);
  const requestId = requestIdOf(response.headers);
  const writer = new AnswerWriter();
  const origin = { provider, api: generateContentApi, model: request.model };
  writer.start({ ...origin, ...(requestId === undefined ? {} : { requestId }) }, warnings);
  const reader = new GenerateReader({
    writer,
    errors,
    seed: requestId ?? uniqueSeed(),
    nameOf: toolNamesOf(request.tools),
  });
  const continuation = {
    next: (asked: string | undefined) => reader.takeContinuation(asked),
    ask: async (continuationToken: string) => (await ask({ ...body, continuationToken })).body,
  };
  return { body: continuedBody(response.body, continuation), reader };
}
