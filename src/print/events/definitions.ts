import { errorCodes, stopReasons } from "@ainative-code/sdk";
import type { JsonSchema } from "@ainative-code/sdk";
import { anything, count, flag, kind, list, money, oneOf, ref, shape, text } from "./shape.ts";

const messageKinds = {
  user: ["text", "image", "file"],
  assistant: ["text", "thinking", "tool-call", "image", "file", "opaque", "tool-result"],
  tool: ["tool-result"],
};

const media = { mediaType: text, "data?": text, "url?": text, "fileRef?": text };

const parts: Readonly<Record<string, JsonSchema>> = {
  text: shape({ type: kind("text"), text, "citations?": list(anything), "refusal?": flag, "native?": anything }),
  image: shape({ type: kind("image"), ...media }),
  file: shape({ type: kind("file"), ...media, "name?": text }),
  thinking: shape({ type: kind("thinking"), text, "redacted?": flag, "native?": anything }),
  "tool-call": shape({
    type: kind("tool-call"),
    id: text,
    name: text,
    input: anything,
    "inputText?": text,
    "inputError?": text,
    "providerExecuted?": flag,
    "native?": anything,
  }),
  "tool-result": shape({
    type: kind("tool-result"),
    callId: text,
    name: text,
    content: list(oneOf(ref("part-text"), ref("part-image"), ref("part-file"))),
    status: { enum: ["ok", "error", "denied"] },
    "native?": anything,
  }),
  opaque: shape({ type: kind("opaque"), kind: text, native: anything }),
};

/** What was read and written, in tokens. */
export const tokens = {
  input: shape({ total: count, fresh: count, cacheRead: count, cacheWrite: count, "cacheWrite1h?": count }),
  output: shape({ total: count, "text?": count, "thinking?": count }),
};

/** What lines are made of, by the name under which they refer to it. */
export const definitions: Readonly<Record<string, JsonSchema>> = {
  ...Object.fromEntries(Object.entries(parts).map(([name, schema]) => [`part-${name}`, schema])),
  stop: shape({ reason: { enum: stopReasons }, "raw?": text, "detail?": anything }),
  usage: shape({ ...tokens, "serverTools?": anything, "iterations?": list(anything), "reportedUsd?": money, "raw?": anything }),
  error: shape({
    code: { enum: [...errorCodes, "turn-limit", "loop", "usage"], description: "Which exit code each has: docs/exit-codes.md." },
    message: text,
    retryable: flag,
    actions: list(text),
    "retryAfterMs?": money,
    "requestId?": text,
    "status?": count,
    "vendorCode?": text,
    "details?": anything,
  }, "Why a run failed, in a sentence, and what to do next."),
  user: messageOf("user", { "isWithin?": { const: true } }),
  assistant: messageOf("assistant", {
    origin: shape({ provider: text, api: text, model: text, "responseModel?": text, "responseId?": text, "requestId?": text }),
    stop: ref("stop"),
    "usage?": ref("usage"),
    "cost?": shape({ usd: money, basis: { enum: ["estimated", "reported"] } }),
    "timings?": shape({ start: { type: "number" }, "firstToken?": { type: "number" }, end: { type: "number" } }),
    "warnings?": list(text),
    "cached?": { const: true },
    "native?": anything,
  }),
  tool: messageOf("tool", {}),
};

function messageOf(role: keyof typeof messageKinds, more: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const kinds = messageKinds[role].map((name) => ref(`part-${name}`));
  const createdAt = { type: "string", format: "date-time" } as const;
  return shape({ id: text, role: kind(role), createdAt, parts: list(oneOf(...kinds)), ...more });
}
