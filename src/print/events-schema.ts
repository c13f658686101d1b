import { errorCodes, stopReasons } from "@ainative-code/sdk";
import type { JsonSchema } from "@ainative-code/sdk";
import { permissionModes } from "../app/permission-modes.ts";

const text = { type: "string" } as const;
const count = { type: "integer", minimum: 0 } as const;
const money = { type: "number", minimum: 0 } as const;
const flag = { type: "boolean" } as const;
const anything = { type: "object" } as const;
const messageKinds = { user: ["text", "image", "file"], assistant: ["text", "thinking", "tool-call", "image", "file", "opaque", "tool-result"], tool: ["tool-result"] };

/** Members with a `?` may be missing; others are not allowed. */
function shape(members: Readonly<Record<string, JsonSchema>>, description?: string): JsonSchema {
  const names = Object.entries(members).map(([name, schema]) => [name.replace("?", ""), schema] as const);
  return {
    type: "object",
    ...(description === undefined ? {} : { description }),
    properties: Object.fromEntries(names),
    required: Object.keys(members).filter((name) => !name.endsWith("?")),
    additionalProperties: false,
  };
}

const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
const list = (items: JsonSchema): JsonSchema => ({ type: "array", items });
const oneOf = (...kinds: readonly JsonSchema[]): JsonSchema => ({ anyOf: kinds });
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: "null" }] });
const kind = (type: string): JsonSchema => ({ const: type });

const media = { mediaType: text, "data?": text, "url?": text, "fileRef?": text };

const parts: Readonly<Record<string, JsonSchema>> = {
  text: shape({ type: kind("text"), text, "citations?": list(anything), "refusal?": flag, "native?": anything }),
  image: shape({ type: kind("image"), ...media }),
  file: shape({ type: kind("file"), ...media, "name?": text }),
  thinking: shape({ type: kind("thinking"), text, "redacted?": flag, "native?": anything }),
  "tool-call": shape({ type: kind("tool-call"), id: text, name: text, input: anything, "inputText?": text, "inputError?": text, "providerExecuted?": flag, "native?": anything }),
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

const tokens = { input: shape({ total: count, fresh: count, cacheRead: count, cacheWrite: count, "cacheWrite1h?": count }), output: shape({ total: count, "text?": count, "thinking?": count }) };
const spent = { known_usd: money, basis: orNull({ enum: ["estimated", "reported"] }), requests: count, unknown_requests: count, saved_by_cache_usd: money };

const defs: Readonly<Record<string, JsonSchema>> = {
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
  user: messageOf("user", {}),
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
  return shape({ id: text, role: kind(role), createdAt: { type: "string", format: "date-time" }, parts: list(oneOf(...messageKinds[role].map((name) => ref(`part-${name}`)))), ...more });
}

const session_id = text;
const control = (type: string, members: Readonly<Record<string, JsonSchema>>, description: string): JsonSchema => shape({ type: kind(type), ...members }, description);

/** What a sub-agent tells has the id of the call of `task` that has started it. */
const ofSubAgent = { "parent_tool_use_id?": text, "agent?": text };

/** How a run ended: that of a prompt, or of a sub-agent. */
const ending = {
  subtype: { type: "string", description: "`success`, or the code of the error." },
  is_error: flag,
  result: { type: "string", description: "The text of the last answer." },
  "structured_output?": {},
  num_turns: { type: "integer", minimum: 0, description: "Requests to the model." },
  duration_ms: money,
  usage: orNull(ref("usage")),
  total_cost_usd: { anyOf: [money, { type: "null" }], description: "`null` as soon as a part of it is not known." },
  "cost?": orNull(shape(spent)),
  "model_usage?": { type: "object", additionalProperties: shape({ cost_usd: orNull(money), ...spent, "input?": tokens.input, "output?": tokens.output }) },
  "error?": ref("error"),
};

/** Every line that `--output-format stream-json` may write, by name. */
export const outputLines: Readonly<Record<string, JsonSchema>> = {
  system: shape(
    { type: kind("system"), subtype: kind("init"), session_id, cwd: text, model: text, tools: list(text), permission_mode: { enum: permissionModes }, resumed: flag, "ephemeral?": { const: true } },
    "A prompt is begun. `ephemeral`: nothing of it is kept.",
  ),
  user: shape({ type: kind("user"), session_id, message: ref("user"), ...ofSubAgent }, "A message to the model that is saved."),
  assistant: shape({ type: kind("assistant"), session_id, message: ref("assistant"), ...ofSubAgent }, "An answer of the model that is saved, whole."),
  tool: shape({ type: kind("tool"), session_id, message: ref("tool"), ...ofSubAgent }, "The results of the calls of one answer, saved."),
  stream_event: shape({ type: kind("stream_event"), session_id, event: { type: "object", properties: { type: text }, required: ["type"] }, ...ofSubAgent }, "With --include-partial-messages: a piece of an answer. Waits (`retry`) and changes of the model (`fallback`) are told always."),
  tool_begin: shape({ type: kind("tool_begin"), session_id, call: ref("part-tool-call"), ...ofSubAgent }, "A call begins."),
  tool_output: shape({ type: kind("tool_output"), session_id, call_id: text, text, ...ofSubAgent }, "With --include-partial-messages: what a call writes meanwhile."),
  tool_end: shape({ type: kind("tool_end"), session_id, result: ref("part-tool-result"), details: orNull(anything), duration_ms: money, ...ofSubAgent }, "A call has ended."),
  notice: shape({ type: kind("notice"), session_id, level: { enum: ["info", "warning"] }, text, ...ofSubAgent }, "Something a person should know."),
  control_request: control("control_request", { request_id: text, request: shape({ subtype: kind("can_use_tool"), tool_name: text, input: anything, tool_use_id: text, risk: { enum: ["read", "write", "execute", "network"] }, "agent?": text, "parent_tool_use_id?": text }) }, "A question for permission: it waits for a `control_response`."),
  control_cancel_request: control("control_cancel_request", { request_id: text }, "The question is void."),
  control_response: control("control_response", { response: oneOf(shape({ subtype: kind("success"), request_id: text, response: shape({ model: text, permission_mode: { enum: permissionModes } }) }), shape({ subtype: kind("error"), request_id: text, error: text, "code?": text, "exit_code?": count })) }, "What became of a `control_request` of the input."),
  result: shape({ type: kind("result"), session_id: orNull(text), exit_code: count, ...ending }, "The end of a prompt; also the whole of --output-format json."),
  task_begin: shape(
    { type: kind("task_begin"), session_id, parent_tool_use_id: text, agent: text, task_session_id: text, model: text, tools: list(text), permission_mode: { enum: permissionModes } },
    "A sub-agent begins, in a session of its own. Its lines until `task_result` have its `parent_tool_use_id`.",
  ),
  task_result: shape({ type: kind("task_result"), session_id, parent_tool_use_id: text, agent: text, task_session_id: text, ...ending }, "The end of a sub-agent."),
};

/** Every line that `--input-format stream-json` takes, by name. Members beside these are passed over. */
export const inputLines: Readonly<Record<string, JsonSchema>> = {
  user: open({ type: kind("user"), message: open({ content: oneOf(text, list(oneOf(open({ type: kind("text"), text }), open({ type: kind("image") })))) }), "steer?": flag }, "A prompt. With `steer`, a word to the turn that runs, before its next request."),
  interrupt: open({ type: kind("control_request"), request_id: text, request: open({ subtype: kind("interrupt") }) }, "Ends the turn that runs."),
  stop_task: open({ type: kind("control_request"), request_id: text, request: open({ subtype: kind("stop_task"), tool_use_id: text }) }, "Ends one sub-agent, by the id of the call that has started it; the turn goes on."),
  set_model: open({ type: kind("control_request"), request_id: text, request: open({ subtype: kind("set_model"), model: text }) }, "From the next request on."),
  set_permission_mode: open({ type: kind("control_request"), request_id: text, request: open({ subtype: kind("set_permission_mode"), mode: { enum: permissionModes } }) }, "From the next call on."),
  control_response: open(
    { type: kind("control_response"), response: open({ subtype: kind("success"), request_id: text, response: oneOf(open({ behavior: kind("allow"), "scope?": { enum: ["once", "session", "always"] } }), open({ behavior: kind("deny"), "message?": text })) }) },
    "The answer to a question for permission.",
  ),
};

function open(members: Readonly<Record<string, JsonSchema>>, description?: string): JsonSchema {
  const { additionalProperties: _more, ...schema } = shape(members, description);
  return schema;
}

/** One line of the output; what the input takes is `#/$defs/input`. */
export const eventsSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Events of ainative-code: a line of --output-format stream-json",
  anyOf: Object.keys(outputLines).map((name) => ref(`output-${name}`)),
  $defs: {
    ...defs,
    ...Object.fromEntries(Object.entries(outputLines).map(([name, schema]) => [`output-${name}`, schema])),
    ...Object.fromEntries(Object.entries(inputLines).map(([name, schema]) => [`input-${name}`, schema])),
    input: oneOf(...Object.keys(inputLines).map((name) => ref(`input-${name}`))),
  },
};
