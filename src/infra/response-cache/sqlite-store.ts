import { closeSync, openSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ResponseStore, StoreLimits } from "../../core/response-cache/response-store.ts";
import { makeFolder } from "../files/make-folder.ts";
import { withoutExperimentalWarning } from "../sqlite/driver/load-node-sqlite.ts";

/** Each step brings the file from the version before it to its own number, the first one from nothing to 1. */
const migrations: readonly string[] = [
  `CREATE TABLE response_cache (
    key TEXT PRIMARY KEY,
    answer TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX response_cache_used ON response_cache (used_at)`,
];

/** Milliseconds to wait for another process; the answer of the model is worth no more. */
const busyMs = 250;

/**
 * Opens the answers in a file of their own, made where it is missing, for this user only. What can't be read is thrown
 * away: it is a cache. Throws what SQLite or the system says, of a newer program's file too.
 */
export function openSqliteStore(file: string, limits: StoreLimits): ResponseStore & Disposable {
  makeFolder(dirname(file), 0o700);
  try {
    return new SqliteStore(opened(file), limits);
  } catch (thrown) {
    if (!isDamage(thrown)) throw thrown;
    for (const part of ["", "-wal", "-shm"]) rmSync(`${file}${part}`, { force: true });
    return new SqliteStore(opened(file), limits);
  }
}

function opened(file: string): DatabaseSync {
  closeSync(openSync(file, "a", 0o600));
  const { DatabaseSync: Database } = withoutExperimentalWarning(() => process.getBuiltinModule("node:sqlite"));
  const database = new Database(file);
  try {
    database.exec(`PRAGMA busy_timeout = ${busyMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL`);
    migrate(database, file);
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function migrate(database: DatabaseSync, file: string): void {
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  if (version > migrations.length) throw new Error(`${file} was written by a newer version of ainative-code`);
  for (const [index, step] of migrations.entries()) {
    if (index >= version) database.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
function isDamage(thrown: unknown): boolean {
  return thrown instanceof Error && "errcode" in thrown && (thrown.errcode === 11 || thrown.errcode === 26);
}

class SqliteStore implements ResponseStore, Disposable {
  readonly #database: DatabaseSync;
  readonly #limits: StoreLimits;
  readonly #statements: Readonly<Record<"get" | "touch" | "put" | "expire" | "size" | "evict", StatementSync>>;

  constructor(database: DatabaseSync, limits: StoreLimits) {
    this.#database = database;
    this.#limits = limits;
    this.#statements = {
      get: database.prepare("SELECT answer FROM response_cache WHERE key = ? AND created_at > ?"),
      touch: database.prepare("UPDATE response_cache SET used_at = ? WHERE key = ?"),
      put: database.prepare(
        "INSERT OR REPLACE INTO response_cache (key, answer, bytes, created_at, used_at) VALUES (?, ?, ?, ?, ?)",
      ),
      expire: database.prepare("DELETE FROM response_cache WHERE created_at <= ?"),
      size: database.prepare("SELECT count(*) AS entries, coalesce(sum(bytes), 0) AS bytes FROM response_cache"),
      evict: database.prepare(
        "DELETE FROM response_cache WHERE key = (SELECT key FROM response_cache ORDER BY used_at, rowid LIMIT 1)",
      ),
    };
  }

  get(key: string): string | undefined {
    const now = this.#limits.now();
    const row = this.#statements.get.get(key, now - this.#limits.ttlMs);
    if (row === undefined) return undefined;
    this.#statements.touch.run(now, key);
    return String(row["answer"]);
  }

  put(key: string, answer: string): void {
    const { now, ttlMs } = this.#limits;
    const at = now();
    this.#statements.put.run(key, answer, Buffer.byteLength(answer), at, at);
    this.#statements.expire.run(at - ttlMs);
    while (this.#isFull()) this.#statements.evict.run();
  }

  #isFull(): boolean {
    const size = this.#statements.size.get();
    return Number(size?.["entries"]) > this.#limits.maxEntries || Number(size?.["bytes"]) > this.#limits.maxBytes;
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}
