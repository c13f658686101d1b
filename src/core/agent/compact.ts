import { AinError } from "@ainative-code/sdk";
import type { Message, StreamEvent, Usage } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import { cancelGraceMs, Patience } from "../patience.ts";
import { AnswerBuilder } from "../providers/answer-builder.ts";
import { textOf } from "./answer-parts.ts";
import { compactionRequest, summaryHead } from "./compaction-text.ts";
import type { AgentParts } from "./agent.ts";
import { failureOfStop } from "./stop-outcome.ts";

export interface CompactParts extends Pick<AgentParts, "conversation" | "model" | "stream" | "maxOutputTokens" | "newId" | "onLate" | "spending"> {
  readonly clock: Pick<Clock, "now">;
}

export interface Compacted {
  /** How many messages became one. */
  readonly messages: number;
  readonly summary: string;
  readonly usage: Usage | undefined;
}

/**
 * Has the model sum the conversation up, and lets it go on with the summary alone; what was said stays on disk. Between
 * two runs only. Throws `invalid-input` where there is nothing to sum up, `cancelled` soon after an abort, and what went
 * wrong with the request: then the conversation is as it was.
 */
export async function compact(parts: CompactParts, focus: string, signal: AbortSignal): Promise<Compacted> {
  const { conversation, model, stream, maxOutputTokens, newId, clock } = parts;
  const { messages, sessionId } = conversation;
  if (!messages.some(({ role }) => role === "assistant")) {
    throw new AinError("invalid-input", "There is nothing to sum up yet.");
  }
  const userMessage = (text: string): Message => ({
    id: newId(),
    role: "user",
    createdAt: new Date(clock.now()).toISOString(),
    parts: [{ type: "text", text }],
  });
  parts.spending?.beginTurn();
  const builder = new AnswerBuilder({ provider: model.provider, api: "", model: model.model }, () => clock.now());
  const { system, text } = compactionRequest(messages, focus);
  const limit = maxOutputTokens === undefined ? {} : { maxOutputTokens };
  const events = stream({ model: model.model, system, messages: [userMessage(text)], tools: [], cacheKey: sessionId, ...limit, signal });
  await heardOut(events, builder, signal, parts.onLate);
  const answer = builder.message(newId());
  const failure = builder.error ?? failureOfStop(answer.stop);
  if (failure !== undefined) throw failure;
  const summary = textOf(answer).trim();
  if (summary === "") throw new AinError("protocol", "The model gave no summary.", { actions: ["Try /compact again"] });
  await conversation.beginAnew(userMessage(`${summaryHead}\n\n${summary}`));
  return { messages: messages.length, summary, usage: builder.usage };
}

/** Waits for a whole answer, and after an abort no longer than a provider has to end. */
async function heardOut(
  events: AsyncGenerator<StreamEvent, void>,
  builder: AnswerBuilder,
  signal: AbortSignal,
  onLate: (() => void) | undefined,
): Promise<void> {
  const patience = new Patience(signal, cancelGraceMs);
  try {
    for (;;) {
      const next = await patience.wait(events.next());
      if (next === undefined) throw new AinError("cancelled", "Cancelled.");
      if (next.done === true) return;
      builder.add(next.value);
    }
  } finally {
    await patience.wait(events.return());
    patience.end();
    if (patience.gaveUp) onLate?.();
  }
}
