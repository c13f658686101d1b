import type { ToolCallPart, ToolResultPart } from "@ainative-code/sdk";
import type { ToolExecution } from "../../core/sessions/store.ts";
import { restoreAttachments, saveAttachments } from "./attachments.ts";
import type { Database } from "./database.ts";
import { detachMedia } from "./media.ts";
import { parseStored } from "./parse-stored.ts";
import type { ToolExecutionRow } from "./tool-execution-entity.ts";

const recordStatement = `INSERT INTO tool_executions
  (session_id, name, status, call, result, decided_by, started_at, duration_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

/** What the tools did, in the order in which it was recorded. */
export class ToolLog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async record(sessionId: string, { call, result, decidedBy, startedAt, durationMs }: ToolExecution): Promise<void> {
    const { parts: [stored], attachments } = detachMedia([result]);
    const [called, answered] = [JSON.stringify(call), JSON.stringify(stored)];
    const values = [sessionId, call.name, result.status, called, answered, decidedBy, startedAt, durationMs];
    await this.#database.write(async (connection) => {
      await saveAttachments(connection, sessionId, attachments);
      await connection.query(recordStatement, values);
    });
  }

  async list(sessionId: string): Promise<readonly ToolExecution[]> {
    const rows = await this.#database.list(async (entities) => entities.tools(sessionId));
    const executions = rows.map((row) => toExecution(this.#database.file, row));
    await restoreAttachments(this.#database, sessionId, executions.map(({ result }) => result));
    return executions;
  }
}

function toExecution(file: string, row: ToolExecutionRow): ToolExecution {
  const { id, sessionId, call, result, decidedBy, startedAt, durationMs } = row;
  const what = `Tool execution ${id} of session ${sessionId}`;
  return {
    call: parseStored(call, what, file) as ToolCallPart,
    result: parseStored(result, what, file) as ToolResultPart,
    decidedBy,
    startedAt,
    durationMs,
  };
}
