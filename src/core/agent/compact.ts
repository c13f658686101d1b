import { AinError } from "@ainative-code/sdk";
import type { Message, StreamEvent, TextPart, Usage } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import { cancelGraceMs, Patience } from "../patience.ts";
import { AnswerBuilder } from "../providers/answer-builder.ts";
import { textOf } from "./answer-parts.ts";
import { compactionRequest, summaryHead } from "./compaction-text.ts";
import { keptParts } from "./kept-parts.ts";
import type { AgentParts } from "./agent-parts.ts";
import { failureOfStop } from "./stop-outcome.ts";

export interface CompactParts extends Pick<AgentParts, "conversation" | "model" | "stream" | "maxOutputTokens" | "newId" | "onLate" | "spending"> {
  readonly clock: Pick<Clock, "now">;
  /** Tokens that the model reads at most, where that is known. */
  readonly room?: number | undefined;
  /** Looks on before anything is summed up; throws where it must not be. */
  readonly before?: ((focus: string, signal: AbortSignal) => Promise<void>) | undefined;
}

export interface Summary {
  /** Stands for all that was summed up. */
  readonly message: Message;
  readonly text: string;
  readonly usage: Usage | undefined;
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
  const { conversation } = parts;
  const { messages } = conversation;
  if (!messages.some(({ role }) => role === "assistant")) {
    throw new AinError("invalid-input", "There is nothing to sum up yet.");
  }
  parts.spending?.beginTurn();
  const { message, text, usage } = await summaryOf(parts, messages, focus, signal);
  await conversation.beginAnew(message);
  return { messages: messages.length, summary: text, usage };
}

/** Has the model sum these messages up; changes nothing. Throws as `compact` does. */
export async function summaryOf(parts: CompactParts, messages: readonly Message[], focus: string, signal: AbortSignal): Promise<Summary> {
  const { conversation, model, stream, maxOutputTokens, newId, clock, room } = parts;
  await parts.before?.(focus, signal);
  const userMessage = (text: string, kept: readonly TextPart[] = []): Message => ({
    id: newId(),
    role: "user",
    createdAt: new Date(clock.now()).toISOString(),
    parts: [{ type: "text", text }, ...kept],
  });
  const builder = new AnswerBuilder({ provider: model.provider, api: "", model: model.model }, () => clock.now());
  const { system, text } = compactionRequest(messages, focus, room);
  const limit = maxOutputTokens === undefined ? {} : { maxOutputTokens };
  const events = stream({ model: model.model, system, messages: [userMessage(text)], tools: [], cacheKey: conversation.sessionId, ...limit, signal });
  await heardOut(events, builder, signal, parts.onLate);
  const answer = builder.message(newId());
  const failure = builder.error ?? failureOfStop(answer.stop);
  if (failure !== undefined) throw failure;
  const summary = textOf(answer).trim();
  if (summary === "") throw new AinError("protocol", "The model gave no summary.", { actions: ["Try /compact again"] });
  return { message: userMessage(`${summaryHead}\n\n${summary}`, keptParts(messages)), text: summary, usage: builder.usage };
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
