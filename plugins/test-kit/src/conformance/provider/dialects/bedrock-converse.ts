import { crc32 } from "node:zlib";
import type { Dialect } from "../dialect.ts";
import { isJson, listAt, look, textAt } from "./look.ts";

/** Bedrock's ConverseStream: binary frames. A payload is the event under its name; a damaged frame is a string. */
export const bedrockConverse: Dialect = {
  payloads: (_, bytes = new Uint8Array()) => framesIn(Buffer.from(bytes)),
  isComplete: (payloads) => upToEnd(payloads).some((event) => look(event, "messageStop") !== undefined),
  isFailed: (payloads) => {
    const told = upToEnd(payloads);
    return told.some((event) => typeof event === "string" || look(event, "exception") !== undefined) || spliceIn(payloads) !== -1;
  },
  text: (payloads) =>
    upToEnd(payloads)
      .map((event) => textAt(event, "contentBlockDelta", "delta", "text"))
      .join(""),
  blocks: (payloads) => {
    const told = upToEnd(payloads);
    const stop = told.map((event) => textAt(event, "messageStop", "stopReason")).find((reason) => reason !== "") ?? "";
    return blocksOf(told).flatMap((block) => sentBlock(block, !wholeReasons.has(stop)));
  },
  sentBlocks: (body) =>
    listAt(body, "messages").flatMap((message) => (look(message, "role") === "assistant" ? listAt(message, "content") : [])),
  isArgumentPiece: (event) => textAt(event, "contentBlockDelta", "delta", "toolUse", "input") !== "",
};

const wholeReasons: ReadonlySet<string> = new Set(["end_turn", "tool_use", "stop_sequence"]);

/** The whole frames. Behind a damaged one nothing is read; what is not whole yet is none. */
function framesIn(bytes: Buffer): readonly unknown[] {
  const events: unknown[] = [];
  for (let from = 0; from + 12 <= bytes.length; ) {
    if (crc32(bytes.subarray(from, from + 8)) !== bytes.readUInt32BE(from + 8)) return [...events, "a damaged prelude"];
    const end = from + bytes.readUInt32BE(from);
    if (end > bytes.length) break;
    if (crc32(bytes.subarray(from, end - 4)) !== bytes.readUInt32BE(end - 4)) return [...events, "a damaged frame"];
    const payloadAt = from + 12 + bytes.readUInt32BE(from + 4);
    events.push(eventOf(headersIn(bytes.subarray(from + 12, payloadAt)), bytes.toString("utf8", payloadAt, end - 4)));
    from = end;
  }
  return events;
}

/** The texts among the headers; Bedrock sends no others. */
function headersIn(bytes: Buffer): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const name = bytes.toString("utf8", at + 1, at + 1 + bytes.readUInt8(at));
    const valueAt = at + 4 + bytes.readUInt8(at);
    at = valueAt + bytes.readUInt16BE(valueAt - 2);
    headers.set(name, bytes.toString("utf8", valueAt, at));
  }
  return headers;
}

function eventOf(headers: ReadonlyMap<string, string>, payload: string): unknown {
  const failure = headers.get(":exception-type") ?? headers.get(":error-code") ?? "";
  if (headers.get(":message-type") !== "event") return { exception: failure };
  return isJson(payload) ? { [headers.get(":event-type") ?? ""]: parsed(payload) } : payload;
}

/** Up to `messageStop` and `metadata`, in whichever order they come, or to where another answer begins. */
function upToEnd(payloads: readonly unknown[]): readonly unknown[] {
  const at = (name: string): number => payloads.findIndex((event) => look(event, name) !== undefined);
  const [stop, metadata, splice] = [at("messageStop"), at("metadata"), spliceIn(payloads)];
  if (splice !== -1) return payloads.slice(0, splice);
  return stop === -1 || metadata === -1 ? payloads : payloads.slice(0, Math.max(stop, metadata) + 1);
}

/** Where another answer begins behind the content of the first one, which has not ended; -1 where none does. */
function spliceIn(payloads: readonly unknown[]): number {
  const isOf = (event: unknown, ...names: readonly string[]): boolean => names.some((name) => look(event, name) !== undefined);
  const content = payloads.findIndex((event) => isOf(event, "contentBlockDelta", "contentBlockStart"));
  const end = payloads.findIndex((event) => isOf(event, "messageStop"));
  const start = payloads.findIndex((event, index) => content !== -1 && index > content && isOf(event, "messageStart"));
  return end !== -1 && end < start ? -1 : start;
}

interface Building {
  readonly kind: "text" | "thinking" | "call" | "result";
  readonly start: unknown;
  isClosed: boolean;
  text: string;
  signature: string | undefined;
  redacted: string | undefined;
  readonly citations: unknown[];
  readonly content: unknown[];
}

/** The blocks as they were built, piece by piece. */
function blocksOf(payloads: readonly unknown[]): readonly Building[] {
  const all: Building[] = [];
  const open = new Map<unknown, Building>();
  const begin = (index: unknown, kind: Building["kind"], start?: unknown): Building => {
    const lists = { citations: [], content: [] };
    const block: Building = { kind, start, isClosed: false, text: "", signature: undefined, redacted: undefined, ...lists };
    open.set(index, block);
    all.push(block);
    return block;
  };
  for (const event of payloads) {
    const start = look(event, "contentBlockStart");
    const delta = look(event, "contentBlockDelta");
    const stop = look(event, "contentBlockStop");
    const call = look(start, "start", "toolUse");
    const result = look(start, "start", "toolResult");
    const isRepeated = start !== undefined && isSame(open.get(look(start, "contentBlockIndex"))?.start, call ?? result);
    if (call !== undefined && !isRepeated) begin(look(start, "contentBlockIndex"), "call", call);
    if (result !== undefined && !isRepeated) begin(look(start, "contentBlockIndex"), "result", result);
    if (delta !== undefined) {
      const index = look(delta, "contentBlockIndex");
      const kind = kindOf(look(delta, "delta"));
      const known = open.get(index);
      const block = kind === undefined || known?.kind === kind ? known : begin(index, kind);
      if (block !== undefined) put(block, look(delta, "delta"));
    }
    const closed = stop === undefined ? undefined : open.get(look(stop, "contentBlockIndex"));
    if (closed !== undefined) closed.isClosed = true;
    if (stop !== undefined) open.delete(look(stop, "contentBlockIndex"));
  }
  return all;
}

function isSame(one: unknown, other: unknown): boolean {
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}

function kindOf(delta: unknown): "text" | "thinking" | undefined {
  if (look(delta, "reasoningContent") !== undefined) return "thinking";
  return look(delta, "text") === undefined && look(delta, "citation") === undefined ? undefined : "text";
}

function put(block: Building, delta: unknown): void {
  block.text += textAt(delta, "text") + textAt(delta, "reasoningContent", "text") + textAt(delta, "toolUse", "input");
  const signature = look(delta, "reasoningContent", "signature");
  const redacted = look(delta, "reasoningContent", "redactedContent");
  if (typeof signature === "string") block.signature = (block.signature ?? "") + signature;
  if (typeof redacted === "string") block.redacted = redacted;
  if (look(delta, "citation") !== undefined) block.citations.push(look(delta, "citation"));
  block.content.push(...listAt(delta, "toolResult"));
}

/** The block as it goes back; a blank text is refused, and a call that was cut short is none. */
function sentBlock(block: Building, isCut: boolean): readonly unknown[] {
  const { kind, start, isClosed, text, signature, redacted, citations, content } = block;
  if (kind === "result") return [{ toolResult: { ...fieldsOf(start), content } }];
  if (kind === "call") {
    const isCall = isJson(text) || (isClosed && !isCut);
    return isCall ? [{ toolUse: { ...fieldsOf(start), input: isJson(text) ? parsed(text) : {} } }] : [];
  }
  if (redacted !== undefined) return [{ reasoningContent: { redactedContent: redacted } }];
  if (kind === "thinking") {
    const signed = signature === undefined ? {} : { signature };
    return text.trim() === "" && signature === undefined ? [] : [{ reasoningContent: { reasoningText: { text, ...signed } } }];
  }
  if (text.trim() === "") return [];
  return [citations.length === 0 ? { text } : { citationsContent: { content: [{ text }], citations } }];
}

function parsed(text: string): unknown {
  return JSON.parse(text);
}

function fieldsOf(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
