import type { Host, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { pump, type OpenStream } from "@ainative-code/provider-kit";
import { Lessons, openAnswer } from "@ainative-code/provider-kit/openai";
import { credentialsOf } from "./credentials.ts";
import { targetOf } from "./deployment.ts";
import { endpointOf } from "./endpoint.ts";
import { errorContextOf } from "./error-context.ts";
import { requestUrl } from "./request-url.ts";
import { settingsOf } from "./settings.ts";
import { wireOf } from "./wire.ts";

const provider = "azure";

const lessons = new Lessons();

/** One answer of the deployment that stands for the model. */
export function stream(request: ProviderRequest, host: Host): AsyncIterable<StreamEvent> {
  return pump(request.signal, (signal) => open(request, host, signal));
}

async function open(request: ProviderRequest, host: Host, signal: AbortSignal): Promise<OpenStream> {
  const settings = settingsOf(host.config);
  const endpoint = endpointOf(settings);
  const { deployment, api } = targetOf(settings, endpoint, request.model);
  const { headers, secret } = await credentialsOf(host);
  const wire = wireOf(settings, api, provider);
  return openAnswer({
    request,
    host,
    signal,
    wire,
    provider,
    url: requestUrl(endpoint, wire.path, deployment),
    headers,
    fields: { model: deployment },
    errors: errorContextOf(deployment, secret),
    lessons,
    server: `${endpoint.origin} ${wire.api}`,
  });
}
