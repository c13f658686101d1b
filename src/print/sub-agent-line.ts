import type { ResultEvent, SessionEvent, SubAgentEvent } from "../core/agent/agent-event.ts";
import { resultJson } from "./result-json.ts";

type Line = Readonly<Record<string, unknown>>;

/**
 * The line of what a sub-agent tells: as one of the conversation, marked with the call that has started it. Its beginning
 * and its end have names of their own, for there is one `system` and one `result` in a run.
 */
export function subAgentLine(
  { callId, agent, event }: SubAgentEvent,
  session_id: string,
  lineOf: (event: SubAgentEvent["event"]) => Line | undefined,
): Line | undefined {
  const line = event.type === "session" ? begun(event) : event.type === "result" ? ended(event) : lineOf(event);
  // One further down has said already whose it is.
  return line === undefined ? undefined : { parent_tool_use_id: callId, agent, ...line, session_id };
}

function begun({ sessionId, model, tools, permissionMode }: SessionEvent): Line {
  return { type: "task_begin", task_session_id: sessionId, model, tools, permission_mode: permissionMode };
}

function ended(event: ResultEvent): Line {
  const { session_id, exit_code: _none, ...told } = resultJson(event);
  return { ...told, type: "task_result", task_session_id: session_id };
}
