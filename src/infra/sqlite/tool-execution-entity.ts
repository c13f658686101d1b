import { EntitySchema } from "typeorm";

/** A row of `tool_executions`. `call` and `result` are JSON. */
export interface ToolExecutionRow {
  id: number;
  sessionId: string;
  name: string;
  status: string;
  call: string;
  result: string;
  decidedBy: string;
  startedAt: string;
  durationMs: number;
}

export const ToolExecutionEntity = new EntitySchema<ToolExecutionRow>({
  name: "ToolExecution",
  tableName: "tool_executions",
  columns: {
    id: { type: "integer", primary: true, generated: "increment" },
    sessionId: { name: "session_id", type: "text" },
    name: { type: "text" },
    status: { type: "text" },
    call: { type: "text" },
    result: { type: "text" },
    decidedBy: { name: "decided_by", type: "text" },
    startedAt: { name: "started_at", type: "text" },
    durationMs: { name: "duration_ms", type: "real" },
  },
  indices: [{ name: "tool_executions_by_session", columns: ["sessionId"] }],
});
