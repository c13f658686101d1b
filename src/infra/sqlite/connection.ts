import type { PreparedStatement, SqliteConnection, SqliteDriver } from "./driver/sqlite-driver.ts";

/**
 * One open file. A statement that comes a second time is kept: preparing it anew is a way to another thread and back, and
 * a third of the time of an append. Values are bound, so there are few different ones.
 */
export class Connection {
  readonly #opened: SqliteConnection;
  readonly #seen = new Set<string>();
  readonly #prepared = new Map<string, PreparedStatement>();
  #isOpen = true;

  constructor(opened: SqliteConnection) {
    this.#opened = opened;
  }

  /** The rows, `T` by what the statement asks for; none of one that changes something and returns nothing. */
  async query<T extends readonly object[]>(sql: string, values: readonly unknown[] = []): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const done = (error: Error | null, rows: readonly object[] = []): void => {
        if (error === null) resolve(rows as T);
        else reject(error);
      };
      const statement = this.#statement(sql, reject);
      if (statement === undefined) this.#opened.all(sql, values, done);
      else statement.all(values, done);
    });
  }

  /** For a library that opens and closes by itself: it gets what is open already, and leaves it open. */
  asDriver(): SqliteDriver {
    const opened = this.#opened;
    class Database implements SqliteConnection {
      constructor(_file: string, done: (error: null) => void) {
        queueMicrotask(() => done(null));
      }

      all(...call: Parameters<SqliteConnection["all"]>): void {
        opened.all(...call);
      }

      run(...call: Parameters<SqliteConnection["run"]>): void {
        opened.run(...call);
      }

      close(done: (error: null) => void): void {
        done(null);
      }
    }
    const driver: SqliteDriver = { Database, verbose: () => driver };
    return driver;
  }

  /** A second call does nothing: a driver would wait for ever. */
  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    // Those that are kept would keep the file open.
    const statements = [...this.#prepared.values()];
    this.#prepared.clear();
    await Promise.all(statements.map(async (statement) => new Promise<void>((resolve) => statement.finalize(resolve))));
    await new Promise<void>((resolve, reject) => {
      this.#opened.close((error) => (error === null ? resolve() : reject(error)));
    });
  }

  /** `undefined` for one that comes for the first time. */
  #statement(sql: string, failed: (error: Error) => void): PreparedStatement | undefined {
    const kept = this.#prepared.get(sql);
    if (kept !== undefined) return kept;
    if (!this.#seen.has(sql)) {
      this.#seen.add(sql);
      return undefined;
    }
    const made = this.#opened.prepare?.(sql, (error) => {
      if (error === null) return;
      this.#prepared.delete(sql);
      failed(error);
    });
    if (made !== undefined) this.#prepared.set(sql, made);
    return made;
  }
}

/** Throws what the driver says. `busyTimeoutMs`: how long to wait for a lock of another process. */
export async function openConnection(file: string, driver: SqliteDriver, busyTimeoutMs: number): Promise<Connection> {
  const opened = await new Promise<SqliteConnection>((resolve, reject) => {
    const database = new driver.Database(file, (error) => (error === null ? resolve(database) : reject(error)));
  });
  const connection = new Connection(opened);
  try {
    await connection.query(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
    await connection.query("PRAGMA foreign_keys = ON");
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw error;
  }
  return connection;
}
