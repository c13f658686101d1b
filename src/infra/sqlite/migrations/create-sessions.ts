import type { MigrationInterface, QueryRunner } from "typeorm";

/** The first schema. `messages.body` is the message as JSON, whole; the other columns of it are for finding and sorting. */
export class CreateSessions implements MigrationInterface {
  readonly name = "CreateSessions1763800000000";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE message_search");
    await runner.query("DROP VIEW searchable_messages");
    for (const table of ["tool_executions", "attachments", "messages", "sessions"]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

const statements = [
  `CREATE TABLE sessions (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    cwd TEXT NOT NULL,
    model TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    message_count INTEGER NOT NULL DEFAULT 0,
    context_from INTEGER NOT NULL DEFAULT 1,
    holder_pid INTEGER,
    holder_hostname TEXT,
    holder_start_token TEXT
  )`,
  `CREATE INDEX sessions_by_change ON sessions (updated_at)`,

  `CREATE TABLE messages (
    id INTEGER PRIMARY KEY NOT NULL,
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    role TEXT NOT NULL,
    created_at TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    text TEXT NOT NULL,
    body TEXT NOT NULL
  )`,
  `CREATE UNIQUE INDEX messages_by_seq ON messages (session_id, seq)`,
  `CREATE TRIGGER message_counted AFTER INSERT ON messages BEGIN
    UPDATE sessions SET message_count = NEW.seq, updated_at = NEW.saved_at WHERE id = NEW.session_id;
  END`,

  `CREATE TABLE attachments (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    sha256 TEXT NOT NULL,
    data BLOB NOT NULL
  )`,
  `CREATE UNIQUE INDEX attachments_by_hash ON attachments (session_id, sha256)`,

  `CREATE TABLE tool_executions (
    id INTEGER PRIMARY KEY NOT NULL,
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    call TEXT NOT NULL,
    result TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    started_at TEXT NOT NULL,
    duration_ms REAL NOT NULL
  )`,
  `CREATE INDEX tool_executions_by_session ON tool_executions (session_id)`,

  // The index holds exactly what this view shows, or SQLite would call it damaged. Results of tools are not in it.
  `CREATE VIEW searchable_messages AS SELECT id, text FROM messages WHERE text <> ''`,
  `CREATE VIRTUAL TABLE message_search USING fts5 (text, content = 'searchable_messages', content_rowid = 'id')`,
  `CREATE TRIGGER message_search_insert AFTER INSERT ON messages WHEN NEW.text <> '' BEGIN
    INSERT INTO message_search (rowid, text) VALUES (NEW.id, NEW.text);
  END`,
  `CREATE TRIGGER message_search_delete AFTER DELETE ON messages WHEN OLD.text <> '' BEGIN
    INSERT INTO message_search (message_search, rowid, text) VALUES ('delete', OLD.id, OLD.text);
  END`,
  `CREATE TRIGGER message_search_update AFTER UPDATE OF text ON messages BEGIN
    INSERT INTO message_search (message_search, rowid, text) SELECT 'delete', OLD.id, OLD.text WHERE OLD.text <> '';
    INSERT INTO message_search (rowid, text) SELECT NEW.id, NEW.text WHERE NEW.text <> '';
  END`,
];
