import { AinError } from "@ainative-code/sdk";
import type { Client } from "pg";

/**
 * Functions whose effect no transaction holds back, and those that run a text as a statement, which could hide them. Views
 * and functions that are in the database already may call them: the role that reads is held from them by the server.
 */
const reaching =
  /set_config|_to_xml|ts_stat|ts_rewrite|crosstab|connectby|xpath_table|dblink|lo_(?:ex|im)port|pg_(?:read_(?:binary_)?file|ls_|stat_file|file_|terminate_|cancel_|reload_|rotate_|promote|switch_|create_|drop_|logical_|import_|backup_|wal_replay|replication_(?:origin_|slot_))/i;

/** Throws `permission-denied`. */
export function assertStaysInside(query: string): void {
  if (/u&"/i.test(query)) throw reachesOut('U&"', "Write the name as it is.");
  const name = reaching.exec(query)?.[0];
  if (name !== undefined) throw reachesOut(name, "Ask what tables and views hold.");
}

function reachesOut(name: string, action: string): AinError {
  return new AinError(
    "permission-denied",
    `The tool sql only reads here, and a statement with ${name} could reach beyond the tables; it was not run.`,
    { actions: [action] },
  );
}

/** Milliseconds: of a statement, of waiting for a lock, and of a transaction that nobody goes on with. */
const limits = { statement_timeout: 30_000, lock_timeout: 5000, idle_in_transaction_session_timeout: 60_000 };

export const statementLimitMs = limits.statement_timeout;

/**
 * Begins a transaction that the server holds to reading. After its first query `SET TRANSACTION` can't turn that off, and
 * it never ends by itself: a statement that ends it (COMMIT) can't have a second one behind it.
 */
export async function beginReading(client: Client): Promise<void> {
  await client.query(`BEGIN READ ONLY; ${settings()}`);
  const { rows } = await client.query<string[]>({
    text: `SELECT r.rolsuper OR COALESCE((SELECT bool_or(pg_has_role(m.oid, 'member')) FROM pg_roles m WHERE m.rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')), false),
      (SELECT pg_has_role(m.oid, 'member') FROM pg_roles m WHERE m.rolname = 'pg_read_all_data')
      FROM pg_roles r WHERE r.rolname = current_user`,
    rowMode: "array",
  });
  const [isMighty, mayReadAll] = rows[0] ?? [];
  if (isMighty !== "t") return;
  if (mayReadAll !== "t") throw tooMighty();
  await client.query("SET LOCAL ROLE pg_read_all_data");
}

export async function beginWriting(client: Client): Promise<void> {
  await client.query(`BEGIN READ WRITE; ${settings()}`);
}

function settings(): string {
  return Object.entries(limits).map(([name, ms]) => `SET LOCAL ${name} = ${ms}`).join("; ");
}

/** PostgreSQL before 14 has no role that reads everything and does nothing else. */
function tooMighty(): AinError {
  return new AinError(
    "forbidden",
    "This user of the database may read and write files of its server, and there is no role to read by instead.",
    {
      actions: [
        "Ask as a user that may only read: CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
      ],
    },
  );
}
