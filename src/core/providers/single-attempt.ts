import { AinError, toAinError } from "@ainative-code/sdk";
import type { Host, Provider, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { withSoundUsage } from "../cost/sound-usage.ts";
import type { ModelStream } from "./model-stream.ts";

/**
 * Makes a lawful stream of what a provider yields: a throw becomes the `error` event, an end without a terminal event
 * becomes `finish` with stop reason `interrupted`, what comes after the terminal is not told, and neither is a usage
 * that can't be.
 */
export function singleAttempt(provider: Provider, host: Host): ModelStream {
  return async function* attempt(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    try {
      for await (const event of withSoundUsage(provider.stream(request, host))) {
        yield event;
        if (event.type === "finish" || event.type === "error") return;
      }
    } catch (thrown) {
      yield { type: "error", error: errorOf(thrown, provider, host, request.signal) };
      return;
    }
    if (request.signal.aborted) yield { type: "error", error: cancelled() };
    else yield { type: "finish", stop: { reason: "interrupted" } };
  };
}

function cancelled(cause?: unknown): AinError {
  return new AinError("cancelled", "Cancelled.", { cause });
}

/** A bug in a provider is told with the name of its plugin, so that its author hears of it. */
function errorOf(thrown: unknown, provider: Provider, host: Host, signal: AbortSignal): AinError {
  if (signal.aborted) return cancelled(thrown);
  const error = toAinError(thrown);
  if (error.code !== "internal") return error;
  return new AinError("plugin", `The provider "${provider.id}" of ${host.plugin} failed: ${error.message}`, {
    actions: [`Update it: ainative-code plugins update`, `Report it to the authors of ${host.plugin}`],
    cause: thrown,
  });
}
