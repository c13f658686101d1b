import type { AuditFilter, AuditHead, AuditLog, AuditRow, TimedEvent } from "../../core/audit/audit-log.ts";
import { chained } from "../../core/audit/chain.ts";
import type { Connection } from "./connection.ts";
import type { Database } from "./database.ts";

const otherColumns = "at, kind, actor, detail, prev, hash";

/** A forged number that JavaScript can't hold is read as the nearest it can: drivers round it or refuse to read it. */
const selected = `max(min(seq, ${Number.MAX_SAFE_INTEGER}), ${Number.MIN_SAFE_INTEGER}) AS seq, ${otherColumns}`;

const listStatement = `SELECT ${selected} FROM audit_log WHERE (?1 IS NULL OR kind = ?1) AND at >= ?2
  ORDER BY audit_log.seq DESC LIMIT ?3`;

const pageStatement = `SELECT ${selected} FROM audit_log WHERE seq >= ? ORDER BY audit_log.seq LIMIT ?`;

/** All rows of one write in one statement, read from a JSON list. */
const appendStatement = `INSERT INTO audit_log (seq, ${otherColumns})
  SELECT value ->> 'seq', value ->> 'at', value ->> 'kind', value ->> 'actor', value ->> 'detail', value ->> 'prev', value ->> 'hash'
  FROM json_each(?) ORDER BY key`;

/** A note that was removed is not made anew, or nobody would find out. */
const headStatement = "UPDATE audit_head SET seq = ?, hash = ?";

/** The audit log as two tables of the session database. */
export class AuditTable implements AuditLog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async append(events: readonly TimedEvent[]): Promise<void> {
    if (events.length === 0) return;
    await this.#database.write(async (connection) => {
      // The lock is taken before the last hash is read, so that no other process can put a row between.
      await connection.query("BEGIN IMMEDIATE");
      try {
        const rows = chained((await headOf(connection)) ?? (await lastRow(connection)), events);
        const last = rows.at(-1);
        await connection.query(appendStatement, [JSON.stringify(rows)]);
        await connection.query(headStatement, [last?.seq, last?.hash]);
        await connection.query("COMMIT");
      } catch (error) {
        await connection.query("ROLLBACK").catch(() => undefined);
        throw error;
      }
    });
  }

  async list({ limit, kind, since = "" }: AuditFilter): Promise<readonly AuditRow[]> {
    const rows = await this.#database.read((connection) =>
      connection.query<AuditRow[]>(listStatement, [kind ?? null, since, limit]),
    );
    return rows.reverse();
  }

  async page(seq: number, limit: number): Promise<readonly AuditRow[]> {
    return this.#database.read((connection) => connection.query<AuditRow[]>(pageStatement, [seq, limit]));
  }

  async head(): Promise<AuditHead | undefined> {
    return this.#database.read(headOf);
  }
}

async function headOf(connection: Connection): Promise<AuditHead | undefined> {
  const [row] = await connection.query<AuditHead[]>("SELECT seq, hash FROM audit_head");
  return row;
}

async function lastRow(connection: Connection): Promise<AuditHead | undefined> {
  const [row] = await connection.query<AuditHead[]>("SELECT seq, hash FROM audit_log WHERE seq > 0 ORDER BY seq DESC LIMIT 1");
  return row;
}
