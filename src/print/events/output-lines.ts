import type { JsonSchema } from "@ainative-code/sdk";
import { permissionModes } from "../../app/permission-modes.ts";
import { tokens } from "./definitions.ts";
import { anything, count, flag, kind, list, money, oneOf, orNull, ref, shape, text } from "./shape.ts";

const session_id = text;

/** What a sub-agent tells has the id of the call of `task` that has started it. */
const ofSubAgent = { "parent_tool_use_id?": text, "agent?": text };

const spent = {
  known_usd: money,
  basis: orNull({ enum: ["estimated", "reported"] }),
  requests: count,
  unknown_requests: count,
  saved_by_cache_usd: money,
};
const spentOnModel = shape({ cost_usd: orNull(money), ...spent, "input?": tokens.input, "output?": tokens.output });

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
  "model_usage?": { type: "object", additionalProperties: spentOnModel },
  "error?": ref("error"),
};

const begun = { cwd: text, model: text, tools: list(text), permission_mode: { enum: permissionModes } };

const permission = shape({
  subtype: kind("can_use_tool"),
  tool_name: text,
  input: anything,
  tool_use_id: text,
  risk: { enum: ["read", "write", "execute", "network"] },
  ...ofSubAgent,
});
const asked = { subtype: kind("elicitation"), mcp_server_name: text, message: text };
const form = shape({ ...asked, mode: kind("form"), requested_schema: anything });
const page = shape({ ...asked, mode: kind("url"), url: text });

const done = shape({
  subtype: kind("success"),
  request_id: text,
  response: shape({ model: text, permission_mode: { enum: permissionModes } }),
});
const failed = shape({ subtype: kind("error"), request_id: text, error: text, "code?": text, "exit_code?": count });

function line(type: string, members: Readonly<Record<string, JsonSchema>>, description: string): JsonSchema {
  return shape({ type: kind(type), ...members }, description);
}

/** One of a session, which a sub-agent may tell as well. */
function told(type: string, members: Readonly<Record<string, JsonSchema>>, description: string): JsonSchema {
  return line(type, { session_id, ...members, ...ofSubAgent }, description);
}

const task = { session_id, parent_tool_use_id: text, agent: text, task_session_id: text };
const { cwd: _place, ...begunTask } = begun;

/** Every line that `--output-format stream-json` may write, by name. */
export const outputLines: Readonly<Record<string, JsonSchema>> = {
  system: line(
    "system",
    { subtype: kind("init"), session_id, ...begun, resumed: flag, "ephemeral?": { const: true } },
    "A prompt is begun. `ephemeral`: nothing of it is kept.",
  ),
  user: told("user", { message: ref("user") }, "A message to the model that is saved."),
  assistant: told("assistant", { message: ref("assistant") }, "An answer of the model that is saved, whole."),
  tool: told("tool", { message: ref("tool") }, "The results of the calls of one answer, saved."),
  stream_event: told(
    "stream_event",
    { event: { type: "object", properties: { type: text }, required: ["type"] } },
    "With --include-partial-messages: a piece of an answer. Waits (`retry`) and changes of the model (`fallback`) are told " +
      "always.",
  ),
  tool_begin: told("tool_begin", { call: ref("part-tool-call") }, "A call begins."),
  tool_output: told("tool_output", { call_id: text, text }, "With --include-partial-messages: what a call writes meanwhile."),
  tool_end: told(
    "tool_end",
    { result: ref("part-tool-result"), details: orNull(anything), duration_ms: money },
    "A call has ended.",
  ),
  notice: told("notice", { level: { enum: ["info", "warning"] }, text }, "Something a person should know."),
  control_request: line(
    "control_request",
    { request_id: text, request: oneOf(permission, form, page) },
    "A question, for permission (`can_use_tool`) or of an MCP server (`elicitation`): it waits for a `control_response`.",
  ),
  control_cancel_request: line("control_cancel_request", { request_id: text }, "The question is void."),
  control_response: line(
    "control_response",
    { response: oneOf(done, failed) },
    "What became of a `control_request` of the input.",
  ),
  result: line(
    "result",
    { session_id: orNull(text), exit_code: count, ...ending },
    "The end of a prompt; also the whole of --output-format json.",
  ),
  task_begin: line(
    "task_begin",
    { ...task, ...begunTask },
    "A sub-agent begins, in a session of its own. Its lines until `task_result` have its `parent_tool_use_id`.",
  ),
  task_result: line("task_result", { ...task, ...ending }, "The end of a sub-agent."),
};
