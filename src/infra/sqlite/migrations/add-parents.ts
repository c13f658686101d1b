import type { MigrationInterface, QueryRunner } from "typeorm";

/** The conversations of sub-agents, and the session and call that have started them; they go with that session. */
export class AddParents implements MigrationInterface {
  readonly name = "AddParents1763880000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE sessions ADD COLUMN parent_session TEXT REFERENCES sessions (id) ON DELETE CASCADE");
    await runner.query("ALTER TABLE sessions ADD COLUMN parent_call TEXT");
    await runner.query("CREATE INDEX sessions_by_parent ON sessions (parent_session) WHERE parent_session IS NOT NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX sessions_by_parent");
    await runner.query("ALTER TABLE sessions DROP COLUMN parent_call");
    await runner.query("ALTER TABLE sessions DROP COLUMN parent_session");
  }
}
