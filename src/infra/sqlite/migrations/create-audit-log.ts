import type { MigrationInterface, QueryRunner } from "typeorm";

/** `audit_head` is the note of the last row, without which rows taken off the end would not be missed. */
export class CreateAuditLog implements MigrationInterface {
  readonly name = "CreateAuditLog1763820000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE audit_log (
      seq INTEGER PRIMARY KEY NOT NULL,
      at TEXT NOT NULL,
      kind TEXT NOT NULL,
      actor TEXT NOT NULL,
      detail TEXT NOT NULL,
      prev TEXT NOT NULL,
      hash TEXT NOT NULL
    )`);
    await runner.query("CREATE INDEX audit_log_by_kind ON audit_log (kind, seq)");
    await runner.query(`CREATE TABLE audit_head (
      id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
      seq INTEGER NOT NULL,
      hash TEXT NOT NULL
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE audit_head");
    await runner.query("DROP TABLE audit_log");
  }
}
