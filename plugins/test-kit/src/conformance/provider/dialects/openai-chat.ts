import type { Dialect } from "../dialect.ts";
import { isJson, listAt, look, textAt } from "./look.ts";
import { ssePayloads } from "./sse-payloads.ts";

/** OpenAI's Chat Completions API and what compatible servers make of it. */
export const openAiChat: Dialect = {
  payloads: ssePayloads,
  isComplete: (payloads) => payloads.some((chunk) => textAt(chunk, "choices", 0, "finish_reason") !== ""),
  isFailed: (payloads) => payloads.some((chunk) => typeof chunk === "string" || (look(chunk, "error") ?? null) !== null),
  text: (payloads) =>
    deltasOf(payloads)
      .map((delta) => contentOf(delta) + textAt(delta, "refusal"))
      .join(""),
  blocks: (payloads) => {
    const deltas = deltasOf(payloads);
    const isCut = payloads.some((chunk) => textAt(chunk, "choices", 0, "finish_reason") === "length");
    const calls = callsOf(deltas)
      .filter((call) => !isCut || isJson(call.arguments))
      .map(sentCall);
    const text = deltas.map(contentOf).join("");
    const refusal = deltas.map((delta) => textAt(delta, "refusal")).join("");
    return text === "" && refusal === "" && calls.length === 0 ? [] : [blockOf(text, refusal, deltas, calls)];
  },
  sentBlocks: (body) =>
    listAt(body, "messages").flatMap((message) => {
      if (look(message, "role") !== "assistant") return [];
      const text = contentOf(message);
      return [blockOf(text, textAt(message, "refusal"), [message], listAt(message, "tool_calls"))];
    }),
  isArgumentPiece: (chunk) =>
    listAt(chunk, "choices", 0, "delta", "tool_calls").some((call) => textAt(call, "function", "arguments") !== ""),
};

/** An assistant's message in one shape, whether it was streamed or is sent. */
function blockOf(text: string, refusal: string, sources: readonly unknown[], calls: readonly unknown[]): unknown {
  return { ...(text === "" ? {} : { text }), ...(refusal === "" ? {} : { refusal }), ...thinkingOf(sources), calls };
}

function deltasOf(payloads: readonly unknown[]): readonly unknown[] {
  return payloads.flatMap((chunk) =>
    listAt(chunk, "choices")
      .slice(0, 1)
      .map((choice) => look(choice, "delta")),
  );
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
    encrypted: deltas
      .flatMap((delta) => listAt(delta, "reasoning_details"))
      .map((detail) => textAt(detail, "data"))
      .join(""),
  };
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ""));
}

interface Call {
  readonly id: string;
  readonly index: unknown;
  readonly extra: unknown;
  name: string;
  arguments: string;
}

/** A new id begins a call; a piece without one goes on with the last of its index. */
function callsOf(deltas: readonly unknown[]): readonly Call[] {
  const calls: Call[] = [];
  for (const piece of deltas.flatMap((delta) => listAt(delta, "tool_calls"))) {
    const id = textAt(piece, "id");
    const index = look(piece, "index");
    if (id !== "" && !calls.some((call) => call.id === id)) {
      calls.push({ id, index, extra: look(piece, "extra_content"), name: "", arguments: "" });
    }
    const call = calls.findLast((each) => (id === "" ? each.index === index : each.id === id)) ?? calls.at(-1);
    if (call === undefined) continue;
    call.name ||= textAt(piece, "function", "name");
    call.arguments += textAt(piece, "function", "arguments");
  }
  return calls;
}

/** A call without arguments, or with broken ones, goes back with an empty object. */
function sentCall({ id, name, arguments: text, extra }: Call): unknown {
  const call = { id, type: "function", function: { name, arguments: isJson(text) ? text : "{}" } };
  return extra === undefined ? call : { ...call, extra_content: extra };
}
