/** SQLite's primary result codes that need an answer of their own, https://sqlite.org/rescode.html */
const names: ReadonlyMap<number, string> = new Map([
  [5, "SQLITE_BUSY"],
  [6, "SQLITE_LOCKED"],
  [8, "SQLITE_READONLY"],
  [10, "SQLITE_IOERR"],
  [11, "SQLITE_CORRUPT"],
  [13, "SQLITE_FULL"],
  [14, "SQLITE_CANTOPEN"],
  [19, "SQLITE_CONSTRAINT"],
  [26, "SQLITE_NOTADB"],
]);

/** An error of node:sqlite with `errno`, `code` and message as `sqlite3` gives them. */
export function namedSqliteError(thrown: unknown): Error {
  if (!(thrown instanceof Error)) return new Error(String(thrown));
  const errno = "errcode" in thrown && typeof thrown.errcode === "number" ? thrown.errcode : undefined;
  if (errno === undefined) return thrown;
  const code = names.get(errno & 0xff) ?? "SQLITE_ERROR";
  return Object.assign(new Error(`${code}: ${thrown.message}`, { cause: thrown }), { errno, code });
}
