import type { Dialect } from "../dialect.ts";
import { listAt, look, textAt } from "./look.ts";
import { ssePayloads } from "./sse-payloads.ts";

/** Google's generateContent API. */
export const geminiGenerateContent: Dialect = {
  payloads: ssePayloads,
  isComplete: (payloads) => payloads.some(isLast),
  isFailed: (payloads) => upToEnd(payloads).some((chunk) => typeof chunk === "string" || hasError(chunk)),
  text: (payloads) =>
    partsOf(payloads)
      .map((part) => (look(part, "thought") === true ? "" : textAt(part, "text")))
      .join(""),
  blocks: (payloads) => joined(withWholeCalls(partsOf(payloads))),
  sentBlocks: (body) =>
    listAt(body, "contents").flatMap((content) => (look(content, "role") === "model" ? listAt(content, "parts") : [])),
  isArgumentPiece: (chunk) => listAt(chunk, "candidates", 0, "content", "parts").some(isCallPiece),
};

type Fields = Record<string, unknown>;

function isLast(chunk: unknown): boolean {
  const reason = textAt(chunk, "candidates", 0, "finishReason");
  const isBlocked = textAt(chunk, "promptFeedback", "blockReason") !== "" && look(chunk, "candidates", 0) === undefined;
  return (reason !== "" && reason !== "FINISH_REASON_UNSPECIFIED") || isBlocked;
}

/** A call whose arguments come value by value: its name, a value, or its end. */
function isCallPiece(part: unknown): boolean {
  const call = look(part, "functionCall");
  return call !== undefined && (textAt(call, "name") === "" || look(call, "willContinue") === true);
}

function hasError(chunk: unknown): boolean {
  return (look(chunk, "error") ?? look(chunk, 0, "error") ?? null) !== null;
}

function upToEnd(payloads: readonly unknown[]): readonly unknown[] {
  const end = payloads.findIndex((chunk) => isLast(chunk) || typeof chunk === "string" || hasError(chunk));
  return end === -1 ? payloads : payloads.slice(0, end + 1);
}

function partsOf(payloads: readonly unknown[]): readonly unknown[] {
  return upToEnd(payloads).flatMap((chunk) => listAt(chunk, "candidates", 0, "content", "parts"));
}

/** Plain texts of one kind that follow each other are one; an empty one without a signature is none. */
function joined(parts: readonly Fields[]): readonly unknown[] {
  const blocks: Fields[] = [];
  for (const part of parts) {
    const last = blocks.at(-1);
    if (isPlain(part) && part["text"] === "") continue;
    if (last !== undefined && isPlain(part) && isPlain(last) && look(part, "thought") === look(last, "thought")) {
      last["text"] = textAt(last, "text") + textAt(part, "text");
    } else blocks.push({ ...part });
  }
  return blocks;
}

function isPlain(part: Fields): boolean {
  return typeof part["text"] === "string" && Object.keys(part).every((name) => name === "text" || name === "thought");
}

/** Calls whose arguments came value by value go back in one part; one that was never ended is none. */
function withWholeCalls(parts: readonly unknown[]): readonly Fields[] {
  const whole: Fields[] = [];
  const unended = new Set<unknown>();
  let open: Fields | undefined;
  for (const part of parts) {
    const call = look(part, "functionCall");
    if (call === undefined) whole.push(copy(part));
    if (textAt(call, "name") !== "") {
      open = { ...copy(part), functionCall: copy(call) };
      whole.push(open);
      unended.add(open);
    }
    if (call === undefined || open === undefined) continue;
    const inner = copy(open["functionCall"]);
    const partials = listAt(call, "partialArgs");
    if (partials.length > 0) inner["args"] = partials.reduce(withValue, inner["args"] ?? {});
    open["functionCall"] = inner;
    if (look(call, "willContinue") === true) continue;
    unended.delete(open);
    open = undefined;
  }
  return whole.filter((part) => !unended.has(part)).map(withoutMarks);
}

function withoutMarks(part: Fields): Fields {
  return part["functionCall"] === undefined ? part : { ...part, functionCall: sentCall(copy(part["functionCall"])) };
}

function sentCall(call: Fields): Fields {
  const { willContinue: _, partialArgs: _args, ...sent } = call;
  return sent;
}

/** Puts the value of one JSONPath into arguments; a string goes behind the one that is there. */
function withValue(args: unknown, partial: unknown): unknown {
  const steps = textAt(partial, "jsonPath").slice(1).match(/[^.[\]'"]+/g) ?? [];
  return put(args, steps, look(partial, "stringValue") ?? look(partial, "numberValue") ?? look(partial, "boolValue") ?? null);
}

function put(at: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return typeof at === "string" && typeof value === "string" ? at + value : value;
  const holder: Fields | unknown[] = /^\d+$/.test(step) ? [...listAt(at)] : copy(at);
  Reflect.set(holder, step, put(look(at, step), rest, value));
  return holder;
}

function copy(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
