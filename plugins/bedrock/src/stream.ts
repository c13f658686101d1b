import type { AinError, Host, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { AnswerWriter, pump, requestIdOf, uniqueSeed, type OpenStream } from "@ainative-code/provider-kit";
import { authorizationOf } from "./auth/authorization.ts";
import { renewed } from "./auth/renewed.ts";
import { refusalIn } from "./errors/bedrock-error.ts";
import { errorContextOf } from "./errors/error-context.ts";
import { learn, rulesFor } from "./lessons.ts";
import { pathOfModel, runtimePlace } from "./place.ts";
import { converseRequestOf } from "./request/converse-request.ts";
import { converseApi, provider } from "./request/messages.ts";
import { settingsOf } from "./settings.ts";
import { ConverseReader } from "./stream/converse-reader.ts";

/** Milliseconds: a model may think for minutes without a byte. */
const patienceMs = 300_000;

/** One answer. */
export function stream(request: ProviderRequest, host: Host): AsyncIterable<StreamEvent> {
  return pump(request.signal, (signal) => open(request, host, signal));
}

async function open(request: ProviderRequest, host: Host, signal: AbortSignal): Promise<OpenStream> {
  const settings = settingsOf(host.config);
  const place = runtimePlace(settings, request.model);
  const authorization = await authorizationOf(host, settings, place, signal);
  const rules = rulesFor(settings, place, request, host.notes);
  const { body: fields, warnings } = converseRequestOf(request, settings, rules);
  const errors = errorContextOf(place, authorization.secrets, request.model);
  const url = `${place.url}${pathOfModel(request.model)}/converse-stream`;
  const body = JSON.stringify(fields);
  const response = await host.fetch(url, {
    method: "POST",
    headers: { ...(await authorization.headers({ method: "POST", url, body })), accept: "application/vnd.amazon.eventstream" },
    body,
    signal,
    headTimeoutMs: patienceMs,
    idleTimeoutMs: patienceMs,
  });
  const refusal = await refusalIn(response, errors);
  if (refusal !== undefined) throw learned(refusal);
  const requestId = requestIdOf(response.headers);
  const writer = new AnswerWriter();
  writer.start(
    { provider, api: converseApi, model: request.model, ...(requestId === undefined ? {} : { requestId }) },
    warnings,
  );
  return { body: response.body, reader: new ConverseReader({ writer, errors, seed: requestId ?? uniqueSeed() }) };

  function learned(error: AinError): AinError {
    return renewed(learn(rules, place.url, request, error, host.notes), authorization);
  }
}
