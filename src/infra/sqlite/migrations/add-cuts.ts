import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Messages that were taken back (`cuts`: JSON, `[{"from": seq, "to": seq}]`), and every compaction: where one is taken
 * back, the one before it counts again.
 */
export class AddCuts implements MigrationInterface {
  readonly name = "AddCuts1763870000000";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TRIGGER context_started");
    await runner.query("DROP TABLE context_starts");
    await runner.query("ALTER TABLE sessions DROP COLUMN cuts");
  }
}

const statements = [
  "ALTER TABLE sessions ADD COLUMN cuts TEXT NOT NULL DEFAULT '[]'",
  `CREATE TABLE context_starts (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    PRIMARY KEY (session_id, seq)
  ) WITHOUT ROWID`,
  "INSERT INTO context_starts SELECT id, context_from FROM sessions WHERE context_from > 1",
  `CREATE TRIGGER context_started AFTER UPDATE OF context_from ON sessions BEGIN
    INSERT OR REPLACE INTO context_starts VALUES (NEW.id, NEW.context_from);
  END`,
];
