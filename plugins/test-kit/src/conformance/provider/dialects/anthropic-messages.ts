import type { Dialect } from "../dialect.ts";
import { isJson, listAt, look, textAt } from "./look.ts";
import { ssePayloads } from "./sse-payloads.ts";

/** Anthropic's Messages API. */
export const anthropicMessages: Dialect = {
  payloads: ssePayloads,
  isComplete: (payloads) => payloads.some((event) => look(event, "type") === "message_stop"),
  isFailed: (payloads) => {
    const told = upToStop(payloads);
    return told.some((event) => typeof event === "string" || look(event, "type") === "error") || isSpliced(told);
  },
  text: (payloads) =>
    upToStop(payloads)
      .map((event) => textOf(look(event, "content_block")) + deltaText(event) + startText(event))
      .join(""),
  blocks: (payloads) => {
    const told = upToStop(payloads);
    const isCut = told.some((event) => cutReasons.has(look(event, "delta", "stop_reason")));
    return blocksOf(told).filter((block) => isSendable(block, isCut)).map(finished);
  },
  sentBlocks: (body) =>
    listAt(body, "messages").flatMap((message) => (look(message, "role") === "assistant" ? listAt(message, "content") : [])),
  isArgumentPiece: (event) => textAt(event, "delta", "partial_json") !== "",
};

const cutReasons: ReadonlySet<unknown> = new Set(["max_tokens", "model_context_window_exceeded", "refusal"]);

function upToStop(payloads: readonly unknown[]): readonly unknown[] {
  const end = payloads.findIndex((event) => look(event, "type") === "message_stop");
  return end === -1 ? payloads : payloads.slice(0, end + 1);
}

/** A second answer begins before the first one has ended. */
function isSpliced(payloads: readonly unknown[]): boolean {
  const starts = payloads.filter((event) => look(event, "type") === "message_start");
  return new Set(starts.map((event) => textAt(event, "message", "id"))).size > 1;
}

function deltaText(event: unknown): string {
  return look(event, "delta", "type") === "text_delta" ? textAt(event, "delta", "text") : "";
}

function startText(event: unknown): string {
  return listAt(event, "message", "content")
    .map(textOf)
    .join("");
}

function textOf(block: unknown): string {
  return look(block, "type") === "text" ? textAt(block, "text") : "";
}

type Building = Record<string, unknown>;

/** The blocks as the vendor builds them: each as it began, with its deltas put in. Input stays the text it came as. */
function blocksOf(payloads: readonly unknown[]): readonly Building[] {
  const all: Building[] = [];
  const byIndex = new Map<unknown, Building>();
  for (const event of payloads) {
    if (look(event, "type") === "message_start" && all.length === 0) all.push(...listAt(event, "message", "content").map(copy));
    const index = look(event, "index");
    const start = look(event, "content_block");
    if (start !== undefined) {
      const block = copy(start);
      byIndex.set(index, block);
      all.push(block);
    }
    const block = byIndex.get(index);
    if (block !== undefined) put(block, look(event, "delta"));
  }
  return all;
}

function copy(value: unknown): Building {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function put(block: Building, delta: unknown): void {
  const type = textAt(delta, "type");
  const grow = (field: string, piece: string): void => void (block[field] = textAt(block, field) + piece);
  if (type === "text_delta") grow("text", textAt(delta, "text"));
  else if (type === "thinking_delta") grow("thinking", textAt(delta, "thinking"));
  else if (type === "compaction_delta") grow("content", textAt(delta, "content"));
  else if (type === "input_json_delta") grow("written", textAt(delta, "partial_json"));
  else if (type === "signature_delta") block["signature"] = look(delta, "signature");
  else if (type === "citations_delta") block["citations"] = [...listAt(block, "citations"), look(delta, "citation")];
}

/** An empty text is refused, and a call that was cut short is none. */
function isSendable(block: Building, isCut: boolean): boolean {
  if (block["type"] === "text") return textAt(block, "text") !== "";
  const input = block["input"];
  const isBare = typeof input === "object" && input !== null && Object.keys(input).length === 0;
  return !isCut || block["type"] !== "tool_use" || !isBare || isJson(textAt(block, "written"));
}

/** A call without arguments, or with broken ones, goes back with an empty object. */
function finished({ written, ...block }: Building): unknown {
  if (typeof written !== "string" || written === "") return block;
  const input: unknown = isJson(written) ? JSON.parse(written) : {};
  return { ...block, input };
}
