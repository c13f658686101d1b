import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { SqliteDriver } from "./sqlite-driver.ts";
import { namedSqliteError } from "./named-sqlite-error.ts";

type Callback = (this: object, error: Error | null, rows?: readonly object[]) => void;

/** The shape of `sqlite3` over the SQLite that Node carries. It works in the calling thread. Throws where Node has none. */
export function loadNodeSqlite(): SqliteDriver {
  const sqlite = withoutExperimentalWarning(() => process.getBuiltinModule("node:sqlite"));
  class Database {
    #database: DatabaseSync | undefined;
    /** Kept, for preparing is a third of the time of an append. Values are bound, so there are few different ones. */
    readonly #statements = new Map<string, StatementSync>();

    constructor(file: string, opened: (error: Error | null) => void) {
      later(opened, () => {
        this.#database = new sqlite.DatabaseSync(file);
        return { self: this };
      });
    }

    run(sql: string, parametersOrCallback: readonly unknown[] | Callback, callback?: Callback): void {
      const [parameters, done] = split(parametersOrCallback, callback);
      later(done, () => {
        const { lastInsertRowid, changes } = this.#prepared(sql).run(...parameters);
        return { self: { lastID: lastInsertRowid, changes } };
      });
    }

    all(sql: string, parametersOrCallback: readonly unknown[] | Callback, callback?: Callback): void {
      const [parameters, done] = split(parametersOrCallback, callback);
      later(done, () => ({ self: {}, rows: this.#prepared(sql).all(...parameters) }));
    }

    close(closed: (error: Error | null) => void): void {
      later(closed, () => {
        this.#open().close();
        return { self: this };
      });
    }

    #prepared(sql: string): StatementSync {
      const statement = this.#statements.get(sql) ?? this.#open().prepare(sql);
      this.#statements.set(sql, statement);
      return statement;
    }

    #open(): DatabaseSync {
      if (this.#database === undefined) throw new Error("the database is not open");
      return this.#database;
    }
  }
  const driver: SqliteDriver = { Database, verbose: () => driver };
  return driver;
}

/** Runs `work` now and tells its end after the caller has gone on, as a thread would. */
function later(done: Callback, work: () => { readonly self: object; readonly rows?: readonly object[] }): void {
  try {
    const { self, rows } = work();
    queueMicrotask(() => done.call(self, null, rows));
  } catch (error) {
    queueMicrotask(() => done.call({}, namedSqliteError(error)));
  }
}

function split(first: readonly unknown[] | Callback | undefined, second: Callback | undefined): [SQLInputValue[], Callback] {
  if (typeof first === "function") return [[], first];
  return [(first ?? []).map(bindable), second ?? (() => undefined)];
}

/** node:sqlite refuses booleans and undefined, which sqlite3 takes. */
function bindable(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`a ${typeof value} can't be bound to a statement`);
}

/** Node 22 warns of its SQLite as experimental; that one warning is kept from the user, every other one is let through. */
export function withoutExperimentalWarning<T>(load: () => T): T {
  const original = Object.getOwnPropertyDescriptor(process, "emitWarning");
  const emitWarning = process.emitWarning.bind(process);
  const filtered = (...warning: readonly unknown[]): void => {
    if (!String(warning[0]).startsWith("SQLite is an experimental feature")) Reflect.apply(emitWarning, process, warning);
  };
  Object.defineProperty(process, "emitWarning", { ...original, value: filtered });
  try {
    return load();
  } finally {
    Object.defineProperty(process, "emitWarning", { ...original });
  }
}
