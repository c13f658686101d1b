import type { Host, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { pump, type OpenStream } from "@ainative-code/provider-kit";
import { Lessons, openAnswer } from "@ainative-code/provider-kit/openai";
import { apiKeyOf } from "./api-key.ts";
import { errorContextOf } from "./error-context.ts";
import { headersOf } from "./headers.ts";
import { settingsOf } from "./settings.ts";
import { wireOf } from "./wire.ts";

const lessons = new Lessons();

/** One answer, of whichever wire format the settings ask for. */
export function stream(request: ProviderRequest, host: Host): AsyncIterable<StreamEvent> {
  return pump(request.signal, (signal) => open(request, host, signal));
}

async function open(request: ProviderRequest, host: Host, signal: AbortSignal): Promise<OpenStream> {
  const settings = settingsOf(host);
  const key = await apiKeyOf(host, settings);
  const provider = host.endpoint ?? "openai";
  const wire = wireOf(settings, provider);
  return openAnswer({
    request,
    host,
    signal,
    wire,
    provider,
    url: settings.baseURL + wire.path,
    headers: headersOf(settings, key),
    errors: errorContextOf(host, settings, key),
    lessons,
    server: settings.baseURL,
  });
}
