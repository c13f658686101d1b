import type { Holder } from "../../core/sessions/store.ts";
import type { MoneyHold, MoneyHolds } from "../../core/cost/money-holds.ts";
import type { UsageFilter } from "../../core/cost/usage-log.ts";
import { currentHolder, isAlive } from "../process/holder.ts";
import type { Database } from "./database.ts";

const holdStatement = `WITH made AS (SELECT ?, ?, ?, ?, ?, ?, ?)
  INSERT INTO money_holds (session_id, project, nano_usd, expires_at, pid, hostname, start_token)
  SELECT * FROM made WHERE true RETURNING id`;

/** A condition without a value holds for all. */
const heldStatement = `SELECT pid, hostname, start_token AS startToken, sum(nano_usd) AS nanoUsd FROM money_holds
  WHERE id < ?1 AND expires_at > ?2 AND (?3 IS NULL OR project = ?3) AND (?4 IS NULL OR session_id = ?4)
  GROUP BY pid, hostname, start_token`;

const forgetStatement = "DELETE FROM money_holds WHERE pid = ? AND hostname = ? AND start_token = ?";

type HeldRow = Holder & { readonly nanoUsd: number };

/** Money set aside, as a table of the session database. What a process that is gone has left there is taken away. */
export class MoneyHoldTable implements MoneyHolds {
  readonly #database: Database;
  #self: Holder | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  async hold({ sessionId, project, nanoUsd, at, until }: MoneyHold): Promise<number> {
    this.#self ??= currentHolder();
    const { pid, hostname, startToken } = this.#self;
    return this.#database.write(async (connection) => {
      await connection.query("DELETE FROM money_holds WHERE expires_at <= ?", [at]);
      const values = [sessionId, project, nanoUsd, until, pid, hostname, startToken];
      const [row] = await connection.query<{ id: number }[]>(holdStatement, values);
      return row?.id ?? 0;
    });
  }

  async held({ project, session }: Pick<UsageFilter, "project" | "session">, before: number, now: number): Promise<number> {
    const values = [before, now, project ?? null, session ?? null];
    const rows = await this.#database.read((connection) => connection.query<HeldRow[]>(heldStatement, values));
    const dead = rows.filter((row) => !this.#runs(row));
    for (const { pid, hostname, startToken } of dead) {
      await this.#database.write((connection) => connection.query(forgetStatement, [pid, hostname, startToken]));
    }
    return rows.filter((row) => !dead.includes(row)).reduce((sum, { nanoUsd }) => sum + nanoUsd, 0);
  }

  async release(id: number): Promise<void> {
    await this.#database.write((connection) => connection.query("DELETE FROM money_holds WHERE id = ?", [id]));
  }

  /** The system is asked about other processes only. */
  #runs(holder: Holder): boolean {
    const self = this.#self;
    return (
      (self?.pid === holder.pid && self.hostname === holder.hostname && self.startToken === holder.startToken) || isAlive(holder)
    );
  }
}
