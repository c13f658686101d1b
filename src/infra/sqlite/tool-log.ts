import type { ToolCallPart, ToolResultPart } from "@ainative-code/sdk";
import type { ToolExecution } from "../../core/sessions/store.ts";
import { restoreAttachments, saveAttachments } from "./attachments.ts";
import type { Database } from "./database.ts";
import { detachMedia } from "./media.ts";
import { parseStored } from "./parse-stored.ts";
import { ToolExecutionEntity } from "./tool-execution-entity.ts";
import type { ToolExecutionRow } from "./tool-execution-entity.ts";

/** What the tools did, in the order in which it was recorded. */
export class ToolLog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async record(sessionId: string, { call, result, decidedBy, startedAt, durationMs }: ToolExecution): Promise<void> {
    const { parts: [stored], attachments } = detachMedia([result]);
    const row = { sessionId, name: call.name, status: result.status, call: JSON.stringify(call), result: JSON.stringify(stored) };
    await this.#database.write(async (source) => {
      await saveAttachments(source, sessionId, attachments);
      await source.getRepository(ToolExecutionEntity).insert({ ...row, decidedBy, startedAt, durationMs });
    });
  }

  async list(sessionId: string): Promise<readonly ToolExecution[]> {
    const rows = await this.#database.read((source) =>
      source.getRepository(ToolExecutionEntity).find({ where: { sessionId }, order: { id: "ASC" } }));
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
