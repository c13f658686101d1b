import type { AinError, AssistantMessage, Part, StreamEvent, Usage, UserMessage } from "@ainative-code/sdk";
import { AnswerBuilder } from "../providers/answer-builder.ts";
import type { ProbeContext, Question } from "./probe.ts";

/** Tokens an answer may have. A model that thinks by itself needs most of them for that. */
const maxOutputTokens = 1024;

/** What came of one request. */
export interface Answer {
  readonly message: AssistantMessage;
  readonly text: string;
  readonly thought: boolean;
  readonly usage: Usage | undefined;
  /** How many pieces the text came in. */
  readonly pieces: number;
  /** Milliseconds to the first and to the last piece of text or thinking, and to the end. */
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
  readonly ms: number;
  readonly error: AinError | undefined;
}

/** Makes one small request. Never throws: a failure is part of the answer. */
export async function ask({ stream, model, provider, signal, now, newId }: ProbeContext, question: Question): Promise<Answer> {
  const builder = new AnswerBuilder({ provider: provider.id, api: "", model }, now);
  const began = now();
  const events: StreamEvent[] = [];
  const pieceMs: number[] = [];
  for await (const event of stream({ system: [], tools: [], maxOutputTokens, ...question, model, signal })) {
    if (event.type === "text-delta" || event.type === "thinking-delta") pieceMs.push(now() - began);
    builder.add(event);
    events.push(event);
  }
  const message = builder.message(newId());
  return {
    message,
    text: message.parts.map((part) => (part.type === "text" ? part.text : "")).join(""),
    thought: events.some(({ type }) => type === "thinking-start") || (builder.usage?.output.thinking ?? 0) > 0,
    usage: builder.usage,
    pieces: events.filter(({ type }) => type === "text-delta").length,
    firstMs: pieceMs[0],
    lastMs: pieceMs.at(-1),
    ms: now() - began,
    error: builder.error,
  };
}

/** A message of the user with a text, and what else is given before it. */
export function userMessage({ newId }: Pick<ProbeContext, "newId">, text: string, before: readonly Part[] = []): UserMessage {
  return { id: newId(), role: "user", createdAt: new Date().toISOString(), parts: [...before, { type: "text", text }] };
}
