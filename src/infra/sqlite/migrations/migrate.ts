import { AinError } from "@ainative-code/sdk";
import type { Connection } from "../connection.ts";
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

interface Migrating {
  /** Inside the transaction of the caller. */
  readonly runMigrations: () => Promise<void>;
}

/** The version of the schema in the file. Throws `storage` where a newer program made it. */
export async function schemaVersion(connection: Connection, file: string): Promise<number> {
  const [row] = await connection.query<{ user_version: number }[]>("PRAGMA user_version");
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
export async function migrate(connection: Connection, file: string, entities: () => Promise<Migrating>): Promise<void> {
  if ((await schemaVersion(connection, file)) === current) return;
  // Before the lock: a connection that waits for it in this very thread would wait for ever.
  const { runMigrations } = await entities();
  // The lock is taken before the version is read again, so that of two processes one finds the work done.
  await connection.query("BEGIN IMMEDIATE");
  try {
    if ((await schemaVersion(connection, file)) < current) {
      await runMigrations();
      await connection.query(`PRAGMA user_version = ${current}`);
    }
    await connection.query("COMMIT");
  } catch (error) {
    // The first failure is the one to tell; after a full disk SQLite has rolled back by itself.
    await connection.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
