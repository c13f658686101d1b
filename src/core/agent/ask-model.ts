import type { AinError, ProviderRequest } from "@ainative-code/sdk";
import { cancelGraceMs, Patience } from "../patience.ts";
import { AnswerBuilder } from "../providers/answer-builder.ts";
import type { AgentEvent } from "./agent-event.ts";
import type { AgentParts } from "./agent-parts.ts";
import { deniedBy } from "./broken-off.ts";
import { told } from "./told.ts";

/**
 * Streams one answer; an `AinError` where a plugin refused the request. `save` tells what was saved: nothing of the answer
 * is told before it.
 */
export async function* askModel(
  parts: AgentParts,
  save: () => AsyncGenerator<AgentEvent, void>,
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, AnswerBuilder | AinError> {
  const { hooks, conversation, clock, model, stream, dispatched, onLate } = parts;
  const ended = new AbortController();
  const hooked = await hooks.request({
    sessionId: conversation.sessionId,
    provider: model.provider,
    request: requestOf(parts, AbortSignal.any([signal, ended.signal])),
  });
  if ("deny" in hooked) {
    yield* save();
    return deniedBy(hooked.plugin, "request", hooked.deny);
  }
  const builder = new AnswerBuilder({ provider: model.provider, api: "", model: model.model }, () => clock.now());
  const events = stream(hooked.request);
  const patience = new Patience(hooked.request.signal, cancelGraceMs);
  try {
    const first = patience.wait(events.next());
    // A provider that fails before it has asked anybody sends nothing to wait for.
    await Promise.race([dispatched(), first]);
    yield* save();
    yield* told(events, await first, builder, patience);
  } finally {
    ended.abort();
    await patience.wait(events.return());
    patience.end();
    if (patience.gaveUp) onLate?.();
  }
  return builder;
}

function requestOf(parts: AgentParts, signal: AbortSignal): ProviderRequest {
  const { conversation, model, system, tools, maxOutputTokens, effort, output } = parts;
  return {
    model: model.model,
    system,
    messages: conversation.messages,
    tools,
    cacheKey: conversation.sessionId,
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(effort === undefined ? {} : { effort }),
    ...(output === undefined ? {} : { output: { name: output.name, schema: output.schema } }),
    signal,
  };
}
