import type { Dialect } from "../dialect.ts";
import { isJson, listAt, look, textAt } from "./look.ts";
import { ssePayloads } from "./sse-payloads.ts";

const completeTypes: ReadonlySet<unknown> = new Set(["response.completed", "response.incomplete"]);
const failedTypes: ReadonlySet<unknown> = new Set(["response.failed", "error"]);
const deltaTypes: ReadonlySet<unknown> = new Set(["response.output_text.delta", "response.refusal.delta"]);

/** OpenAI's Responses API. */
export const openAiResponses: Dialect = {
  payloads: ssePayloads,
  isComplete: (payloads) => payloads.some((event) => completeTypes.has(look(event, "type"))),
  isFailed: (payloads) => payloads.some((event) => typeof event === "string" || failedTypes.has(look(event, "type"))),
  text: (payloads) => payloads.map((event) => (deltaTypes.has(look(event, "type")) ? textAt(event, "delta") : "")).join(""),
  blocks: (payloads) => {
    const last = payloads.find((event) => completeTypes.has(look(event, "type")));
    const done = payloads.filter((event) => look(event, "type") === "response.output_item.done");
    const items = done
      .toSorted((a, b) => Number(look(a, "output_index")) - Number(look(b, "output_index")))
      .map((event) => backfilled(look(event, "item"), look(last, "response", "output", Number(look(event, "output_index")))));
    const sendable = items.filter(isSendable);
    const end = sendable.findLastIndex((item) => look(item, "type") !== "reasoning");
    return sendable
      .slice(0, end + 1)
      .map(withArguments)
      .filter((item) => !isEmptyMessage(item));
  },
  sentBlocks: (body) => listAt(body, "input").filter((item) => look(item, "role") !== "user" && !isOwnOutput(item)),
};

/** Reasoning goes back encrypted or not at all, and a call that was cut short does not. */
function isSendable(item: unknown): boolean {
  if (look(item, "type") === "reasoning") return textAt(item, "encrypted_content") !== "";
  return look(item, "type") !== "function_call" || look(item, "status") !== "incomplete";
}

/** The output of a tool that we ran; what the vendor's own tools wrote has an id. */
function isOwnOutput(item: unknown): boolean {
  return look(item, "id") === undefined && textAt(item, "type").endsWith("_call_output");
}

function backfilled(item: unknown, final: unknown): unknown {
  const encrypted = textAt(final, "encrypted_content");
  const isBare = look(item, "type") === "reasoning" && textAt(item, "encrypted_content") === "" && encrypted !== "";
  return isBare && typeof item === "object" ? { ...item, encrypted_content: encrypted } : item;
}

/** A call without arguments, or with broken ones, goes back with an empty object. */
function withArguments(item: unknown): unknown {
  const isBare = look(item, "type") === "function_call" && !isJson(textAt(item, "arguments"));
  return isBare && typeof item === "object" ? { ...item, arguments: "{}" } : item;
}

function isEmptyMessage(item: unknown): boolean {
  return look(item, "type") === "message" && listAt(item, "content").length === 0;
}
