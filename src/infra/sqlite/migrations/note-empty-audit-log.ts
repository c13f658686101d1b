import type { MigrationInterface, QueryRunner } from "typeorm";
import { firstPrev } from "../../../core/audit/chain.ts";

/** Gives a log without rows its note as well, so that a missing one tells that rows were removed together with it. */
export class NoteEmptyAuditLog implements MigrationInterface {
  readonly name = "NoteEmptyAuditLog1763840000000";

  async up(runner: QueryRunner): Promise<void> {
    // Where there are rows and no note, somebody has removed it.
    await runner.query(`INSERT OR IGNORE INTO audit_head (id, seq, hash)
      SELECT 1, 0, '${firstPrev}' WHERE NOT EXISTS (SELECT 1 FROM audit_log)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM audit_head WHERE seq = 0");
  }
}
