import type { MigrationInterface, QueryRunner } from "typeorm";

/** Money set aside for requests that are under way, and the process that makes each. */
export class CreateMoneyHolds implements MigrationInterface {
  readonly name = "CreateMoneyHolds1763890000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE money_holds (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      session_id TEXT NOT NULL,
      project TEXT NOT NULL,
      nano_usd INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      pid INTEGER NOT NULL,
      hostname TEXT NOT NULL,
      start_token TEXT NOT NULL
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE money_holds");
  }
}
