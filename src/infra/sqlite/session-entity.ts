import { EntitySchema } from "typeorm";

/** A row of `sessions`. `null` where nothing is known, as SQL has it. */
export interface SessionRow {
  id: string;
  title: string;
  cwd: string;
  model: string | null;
  createdAt: string;
  updatedAt: string;
  messageCount: number;
  contextFrom: number;
  parentSession: string | null;
  parentCall: string | null;
  cuts: string;
  holderPid: number | null;
  holderHostname: string | null;
  holderStartToken: string | null;
}

export const SessionEntity = new EntitySchema<SessionRow>({
  name: "Session",
  tableName: "sessions",
  columns: {
    id: { type: "text", primary: true },
    title: { type: "text" },
    cwd: { type: "text" },
    model: { type: "text", nullable: true },
    createdAt: { name: "created_at", type: "text" },
    updatedAt: { name: "updated_at", type: "text" },
    messageCount: { name: "message_count", type: "integer", default: 0 },
    contextFrom: { name: "context_from", type: "integer", default: 1 },
    parentSession: { name: "parent_session", type: "text", nullable: true },
    parentCall: { name: "parent_call", type: "text", nullable: true },
    cuts: { type: "text", default: "'[]'" },
    holderPid: { name: "holder_pid", type: "integer", nullable: true },
    holderHostname: { name: "holder_hostname", type: "text", nullable: true },
    holderStartToken: { name: "holder_start_token", type: "text", nullable: true },
  },
  indices: [{ name: "sessions_by_change", columns: ["updatedAt"] }],
});
