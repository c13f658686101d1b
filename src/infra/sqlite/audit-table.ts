import type { DataSource } from "typeorm";
import type { AuditFilter, AuditHead, AuditLog, AuditRow, TimedEvent } from "../../core/audit/audit-log.ts";
import { chained } from "../../core/audit/chain.ts";
import type { Database } from "./database.ts";

const columns = "seq, at, kind, actor, detail, prev, hash";

const listStatement = `SELECT ${columns} FROM audit_log WHERE (?1 IS NULL OR kind = ?1) AND at >= ?2 ORDER BY seq DESC LIMIT ?3`;

/** All rows of one write in one statement, read from a JSON list. */
const appendStatement = `INSERT INTO audit_log (${columns})
  SELECT value ->> 'seq', value ->> 'at', value ->> 'kind', value ->> 'actor', value ->> 'detail', value ->> 'prev', value ->> 'hash'
  FROM json_each(?) ORDER BY key`;

const headStatement = "INSERT INTO audit_head (id, seq, hash) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash";

/** The audit log as two tables of the session database. */
export class AuditTable implements AuditLog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async append(events: readonly TimedEvent[]): Promise<void> {
    if (events.length === 0) return;
    await this.#database.write(async (source) => {
      // The lock is taken before the last hash is read, so that no other process can put a row between.
      await source.query("BEGIN IMMEDIATE");
      try {
        const rows = chained(await headOf(source), events);
        const last = rows.at(-1);
        await source.query(appendStatement, [JSON.stringify(rows)]);
        await source.query(headStatement, [last?.seq, last?.hash]);
        await source.query("COMMIT");
      } catch (error) {
        await source.query("ROLLBACK").catch(() => undefined);
        throw error;
      }
    });
  }

  async list({ limit, kind, since = "" }: AuditFilter): Promise<readonly AuditRow[]> {
    const rows = await this.#database.read((source) => source.query<AuditRow[]>(listStatement, [kind ?? null, since, limit]));
    return rows.reverse();
  }

  async page(seq: number, limit: number): Promise<readonly AuditRow[]> {
    const statement = `SELECT ${columns} FROM audit_log WHERE seq >= ? ORDER BY seq LIMIT ?`;
    return this.#database.read((source) => source.query<AuditRow[]>(statement, [seq, limit]));
  }

  async head(): Promise<AuditHead | undefined> {
    return this.#database.read(headOf);
  }
}

async function headOf(source: DataSource): Promise<AuditHead | undefined> {
  const [row] = await source.query<AuditHead[]>("SELECT seq, hash FROM audit_head");
  return row;
}
