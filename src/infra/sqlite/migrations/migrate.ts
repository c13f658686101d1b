import { AinError } from "@ainative-code/sdk";
import type { DataSource } from "typeorm";
import { AddCuts } from "./add-cuts.ts";
import { AddParents } from "./add-parents.ts";
import { CreateAuditLog } from "./create-audit-log.ts";
import { CreateMoneyHolds } from "./create-money-holds.ts";
import { CreateSessions } from "./create-sessions.ts";
import { CreateUsage } from "./create-usage.ts";
import { NoteEmptyAuditLog } from "./note-empty-audit-log.ts";

/** In order, one for each version of the schema. Never changed or removed once released; new ones are added at the end. */
export const migrations = [CreateSessions, CreateAuditLog, NoteEmptyAuditLog, CreateUsage, AddCuts, AddParents, CreateMoneyHolds];

/** What `PRAGMA user_version` of an up-to-date database says. */
const current = migrations.length;

/** The version of the schema in the file. Throws `storage` where a newer program made it. */
export async function schemaVersion(source: DataSource, file: string): Promise<number> {
  const [row] = await source.query<{ user_version: number }[]>("PRAGMA user_version");
  const version = row?.user_version ?? 0;
  if (version <= current) return version;
  const versions = `schema ${version}, this one knows ${current}`;
  throw new AinError("storage", `The session database ${file} was written by a newer ainative-code (${versions}).`, {
    actions: [
      "Update this one: npm install --global ainative-code",
      "Or keep sessions elsewhere: set AINATIVE_CODE_HOME to another folder.",
    ],
  });
}

/** Brings the schema to the current version in one transaction. Several processes may do so at once. */
export async function migrate(source: DataSource, file: string): Promise<void> {
  if ((await schemaVersion(source, file)) === current) return;
  // The lock is taken before the version is read again, so that of two processes one finds the work done.
  await source.query("BEGIN IMMEDIATE");
  try {
    if ((await schemaVersion(source, file)) < current) {
      await source.runMigrations({ transaction: "none" });
      await source.query(`PRAGMA user_version = ${current}`);
    }
    await source.query("COMMIT");
  } catch (error) {
    // The first failure is the one to tell; after a full disk SQLite has rolled back by itself.
    await source.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
