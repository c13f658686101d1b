import type { Dialect } from "../dialect.ts";
import { listAt, look, textAt } from "./look.ts";
import { ssePayloads } from "./sse-payloads.ts";

/** OpenAI's Chat Completions API and what compatible servers make of it. */
export const openAiChat: Dialect = {
  payloads: ssePayloads,
  isComplete: (payloads) => payloads.some((chunk) => textAt(chunk, "choices", 0, "finish_reason") !== ""),
  isFailed: (payloads) => payloads.some((chunk) => typeof chunk === "string" || (look(chunk, "error") ?? null) !== null),
  text: (payloads) => deltasOf(payloads).map((delta) => contentOf(delta) + textAt(delta, "refusal")).join(""),
  blocks: (payloads) => {
    const deltas = deltasOf(payloads);
    const calls = callsOf(deltas);
    const text = deltas.map(contentOf).join("");
    const refusal = deltas.map((delta) => textAt(delta, "refusal")).join("");
    const block = { ...(text === "" ? {} : { text }), ...(refusal === "" ? {} : { refusal }), ...thinkingOf(deltas), calls };
    return text === "" && refusal === "" && calls.length === 0 ? [] : [block];
  },
  sentBlocks: (body) =>
    listAt(body, "messages").flatMap((message) => {
      if (look(message, "role") !== "assistant") return [];
      const text = contentOf(message);
      const refusal = textAt(message, "refusal");
      return [{ ...(text === "" ? {} : { text }), ...(refusal === "" ? {} : { refusal }), ...thinkingOf([message]), calls: listAt(message, "tool_calls") }];
    }),
};

function deltasOf(payloads: readonly unknown[]): readonly unknown[] {
  return payloads.flatMap((chunk) => listAt(chunk, "choices").slice(0, 1).map((choice) => look(choice, "delta")));
}

/** The text of a delta or message, whose content may be a list of typed parts. */
function contentOf(delta: unknown): string {
  const parts = listAt(delta, "content").filter((part) => look(part, "type") === "text");
  return textAt(delta, "content") + parts.map((part) => textAt(part, "text")).join("");
}

function thinkingOf(deltas: readonly unknown[]): Readonly<Record<string, unknown>> {
  const joined = (field: string): string => deltas.map((delta) => textAt(delta, field)).join("");
  const typed = deltas.flatMap((delta) => listAt(delta, "content")).filter((part) => look(part, "type") === "thinking");
  const all = {
    reasoning_content: joined("reasoning_content"),
    reasoning: joined("reasoning"),
    typed: typed.flatMap((part) => listAt(part, "thinking").map((piece) => textAt(piece, "text"))).join(""),
    encrypted: deltas.flatMap((delta) => listAt(delta, "reasoning_details")).map((detail) => textAt(detail, "data")).join(""),
  };
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ""));
}

interface Call {
  readonly id: string;
  name: string;
  arguments: string;
}

/** A new id begins a call; everything else goes on with the last. */
function callsOf(deltas: readonly unknown[]): readonly unknown[] {
  const calls: Call[] = [];
  for (const piece of deltas.flatMap((delta) => listAt(delta, "tool_calls"))) {
    const id = textAt(piece, "id");
    if (id !== "" && !calls.some((call) => call.id === id)) calls.push({ id, name: "", arguments: "" });
    const call = calls.find((each) => each.id === id) ?? calls.at(Number(look(piece, "index") ?? -1)) ?? calls.at(-1);
    if (call === undefined) continue;
    call.name ||= textAt(piece, "function", "name");
    call.arguments += textAt(piece, "function", "arguments");
  }
  return calls.map(({ id, name, arguments: text }) => ({ id, type: "function", function: { name, arguments: text === "" ? "{}" : text } }));
}
