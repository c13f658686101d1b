import type { AgentEvent } from "../core/agent/agent-event.ts";
import type { Face } from "./face.ts";
import { untilResult } from "./face.ts";
import { gathering } from "./output.ts";
import { resultJson } from "./result-json.ts";
import { subAgentLine } from "./sub-agent-line.ts";

export interface StreamJsonOptions {
  /** Tell each event of the answer as it comes, as `stream_event`. */
  readonly partial: boolean;
}

/** One JSON object per line: `system`, `user`, `assistant`, `tool`, `notice`, and `result` at the end. */
export function streamJsonFace(options: StreamJsonOptions): Face {
  return async (events, output) => {
    const lines = gathering((text) => {
      output.stdout(text);
    });
    let sessionId = "";
    const result = await untilResult(events, (event) => {
      if (event.type === "session") sessionId = event.sessionId;
      const line = lineOf(event, sessionId, options);
      if (line !== undefined) lines.write(`${JSON.stringify(line)}\n`);
    });
    lines.flush();
    return result;
  };
}

/** What is told of an answer also where its pieces are not. */
const ofTheHost: ReadonlySet<string> = new Set(["retry", "fallback"]);

type Line = Readonly<Record<string, unknown>> | undefined;

function lineOf(event: AgentEvent, session_id: string, options: StreamJsonOptions): Line {
  const { partial } = options;
  switch (event.type) {
    case "session": {
      const { cwd, model, tools, permissionMode, resumed, ephemeral } = event;
      return {
        type: "system",
        subtype: "init",
        session_id,
        cwd,
        model,
        tools,
        permission_mode: permissionMode,
        resumed,
        ...(ephemeral === undefined ? {} : { ephemeral }),
      };
    }
    case "message":
      return { type: event.message.role, session_id, message: event.message };
    case "stream":
      return partial || ofTheHost.has(event.event.type) ? { type: "stream_event", session_id, event: event.event } : undefined;
    case "tool-begin":
      return { type: "tool_begin", session_id, call: event.call };
    case "tool-output":
      return partial ? { type: "tool_output", session_id, call_id: event.callId, text: event.text } : undefined;
    case "tool-end": {
      const { result, details = null, durationMs } = event;
      return { type: "tool_end", session_id, result, details, duration_ms: durationMs };
    }
    case "notice":
      return { type: "notice", session_id, level: event.level, text: event.text };
    case "sub-agent":
      return subAgentLine(event, session_id, (inner) => lineOf(inner, session_id, options));
    default:
      return resultJson(event);
  }
}
