import type { Message } from "@ainative-code/sdk";
import { isModeTold } from "../../core/agent/mode-told.ts";
import type { SessionStore, StoredMessage, StoredPrompt } from "../../core/sessions/store.ts";
import { restoreAttachments, saveAttachments } from "./attachments.ts";
import type { Database } from "./database.ts";
import { detachMedia } from "./media.ts";
import { noSuchSession } from "./no-such-session.ts";
import { parseStored } from "./parse-stored.ts";

interface MessageRow {
  readonly seq: number;
  readonly body: string;
}

/** One statement, so that number, message, count and search index are written together or not at all. */
const appendStatement = `WITH session AS (SELECT id, message_count FROM sessions WHERE id = ?)
  INSERT INTO messages (session_id, seq, role, created_at, saved_at, text, body)
  SELECT id, message_count + 1, ?, ?, ?, ?, ? FROM session RETURNING seq`;

const pageStatement = "SELECT seq, body FROM messages WHERE session_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?";

/** Begins with the last compaction that was not taken back. */
const contextStatement = `WITH cut AS (
    SELECT value ->> 'from' AS low, value ->> 'to' AS high FROM json_each((SELECT cuts FROM sessions WHERE id = ?1))
  ), start AS (
    SELECT coalesce(max(seq), 1) AS seq FROM context_starts
    WHERE session_id = ?1 AND NOT EXISTS (SELECT 1 FROM cut WHERE context_starts.seq BETWEEN low AND high)
  )
  SELECT seq, body FROM messages WHERE session_id = ?1 AND seq >= (SELECT seq FROM start)
    AND NOT EXISTS (SELECT 1 FROM cut WHERE messages.seq BETWEEN low AND high) ORDER BY seq`;

/** The words of the user are the first part: what files and hooks have added stands behind them. */
const promptsStatement = `SELECT seq, body ->> 'id' AS id, coalesce(body ->> '$.parts[0].text', text) AS text, created_at AS "at" FROM messages
  WHERE session_id = ? AND role = 'user' AND body ->> 'isWithin' IS NULL ORDER BY seq`;

/** The messages of all sessions: the two hot paths of the store, in SQL. */
export class MessageLog {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  append(sessionId: string, message: Message): Promise<StoredMessage> {
    const { parts, attachments } = detachMedia(message.parts);
    const body = JSON.stringify({ ...message, parts });
    return this.#database.write(async (connection) => {
      // Before the message: what a crash leaves here is not referred to and goes with its session.
      await saveAttachments(connection, sessionId, attachments);
      const values = [sessionId, message.role, message.createdAt, new Date(this.#now()).toISOString(), searchText(message), body];
      const [row] = await connection.query<{ seq: number }[]>(appendStatement, values);
      if (row === undefined) throw noSuchSession(this.#database.file, sessionId);
      return { seq: row.seq, message };
    });
  }

  async page(sessionId: string, options: Parameters<SessionStore["page"]>[1]): Promise<readonly StoredMessage[]> {
    const values = [sessionId, options.before ?? Number.MAX_SAFE_INTEGER, options.limit];
    const rows = await this.#database.read((connection) => connection.query<MessageRow[]>(pageStatement, values));
    return this.#messages(sessionId, rows.reverse());
  }

  async context(sessionId: string): Promise<readonly StoredMessage[]> {
    const rows = await this.#database.read((connection) => connection.query<MessageRow[]>(contextStatement, [sessionId]));
    return this.#messages(sessionId, rows);
  }

  async prompts(sessionId: string): Promise<readonly StoredPrompt[]> {
    return this.#database.read((connection) => connection.query<StoredPrompt[]>(promptsStatement, [sessionId]));
  }

  async #messages(sessionId: string, rows: readonly MessageRow[]): Promise<readonly StoredMessage[]> {
    const messages = rows.map(({ seq, body }) => ({
      seq,
      message: parseStored(body, `Message ${seq} of session ${sessionId}`, this.#database.file) as Message,
    }));
    await restoreAttachments(this.#database, sessionId, messages.flatMap(({ message }) => message.parts));
    return messages;
  }
}

/** What people look for: what was said, by the user and by the model, and not what the program has added. */
function searchText({ role, parts }: Message): string {
  if (role !== "user" && role !== "assistant") return "";
  return parts.flatMap((part) => (part.type === "text" && !isModeTold(part) ? [part.text] : [])).join("\n");
}
