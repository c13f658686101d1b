import { AinError, isAinError } from "@ainative-code/sdk";
import type { AssistantMessage, Message, StreamEvent, TextPart, Usage } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import { cancelGraceMs, Patience } from "../patience.ts";
import { AnswerBuilder } from "../providers/answer-builder.ts";
import { textOf } from "./answer-parts.ts";
import { compactionRequest, summaryHead, transcriptRoom } from "./compaction-text.ts";
import type { CompactionRequest } from "./compaction-text.ts";
import { keptParts } from "./kept-parts.ts";
import type { AgentParts } from "./agent-parts.ts";
import { failureOfStop } from "./stop-outcome.ts";

export interface CompactParts extends Pick<
  AgentParts,
  "conversation" | "model" | "stream" | "maxOutputTokens" | "newId" | "onLate" | "spending"
> {
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
export async function summaryOf(
  parts: CompactParts,
  messages: readonly Message[],
  focus: string,
  signal: AbortSignal,
): Promise<Summary> {
  await parts.before?.(focus, signal);
  const answer = await answerWithin(parts, (maxChars) => compactionRequest(messages, focus, maxChars), signal);
  const summary = textOf(answer).trim();
  if (summary === "") throw new AinError("protocol", "The model gave no summary.", { actions: ["Try /compact again"] });
  return { message: userMessage(parts, `${summaryHead}\n\n${summary}`, keptParts(messages)), text: summary, usage: answer.usage };
}

/** How much of a conversation that was too long to be summed up is told in the next try. */
const shrink = 1 / 3;
/** Characters of a conversation of which nothing worth having could be summed up; 400,000 come here in four steps. */
const leastChars = 4000;

/** Where nobody knows how much the model reads, its refusals tell. */
async function answerWithin(
  parts: CompactParts,
  asked: (maxChars: number) => CompactionRequest,
  signal: AbortSignal,
): Promise<AssistantMessage> {
  for (let maxChars = transcriptRoom(parts.room); ;) {
    const request = asked(maxChars);
    const answer = await answerTo(parts, request, signal);
    if (!isAinError(answer)) return answer;
    maxChars = Math.floor(request.chars * shrink);
    if (!tooLong.has(answer.code) || maxChars < leastChars) throw answer;
  }
}

const tooLong: ReadonlySet<string> = new Set(["context-overflow", "request-too-large"]);

async function answerTo(
  parts: CompactParts,
  { system, text }: CompactionRequest,
  signal: AbortSignal,
): Promise<AssistantMessage | AinError> {
  const { conversation, model, stream, maxOutputTokens, newId, clock } = parts;
  const builder = new AnswerBuilder({ provider: model.provider, api: "", model: model.model }, () => clock.now());
  const limit = maxOutputTokens === undefined ? {} : { maxOutputTokens };
  const messages = [userMessage(parts, text)];
  const events = stream({ model: model.model, system, messages, tools: [], cacheKey: conversation.sessionId, ...limit, signal });
  await heardOut(events, builder, signal, parts.onLate);
  const answer = builder.message(newId());
  return builder.error ?? failureOfStop(answer.stop) ?? answer;
}

function userMessage({ newId, clock }: CompactParts, text: string, kept: readonly TextPart[] = []): Message {
  return { id: newId(), role: "user", createdAt: new Date(clock.now()).toISOString(), parts: [{ type: "text", text }, ...kept] };
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
