import type { MigrationInterface, QueryRunner } from "typeorm";

/** What each request took. It refers to no session, so that the sums stay true when one is deleted. */
export class CreateUsage implements MigrationInterface {
  readonly name = "CreateUsage1763860000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE usage (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      at INTEGER NOT NULL,
      session_id TEXT NOT NULL,
      project TEXT NOT NULL,
      provider TEXT NOT NULL,
      model TEXT NOT NULL,
      input_fresh INTEGER NOT NULL,
      cache_read INTEGER NOT NULL,
      cache_write INTEGER NOT NULL,
      cache_write_1h INTEGER NOT NULL,
      output INTEGER NOT NULL,
      thinking INTEGER NOT NULL,
      nano_usd INTEGER,
      basis TEXT NOT NULL,
      saved_nano_usd INTEGER NOT NULL
    )`);
    await runner.query("CREATE INDEX usage_by_time ON usage (at)");
    await runner.query("CREATE INDEX usage_by_session ON usage (session_id)");
    await runner.query("CREATE INDEX usage_by_project ON usage (project, at)");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE usage");
  }
}
