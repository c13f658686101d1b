import type { DatabaseSync } from "node:sqlite";

/** `SQLITE_ATTACH`, `SQLITE_OK`, `SQLITE_DENY`, `SQLITE_AUTH` of sqlite3.h. */
const [attach, ok, deny, notAuthorized] = [24, 0, 1, 23];

/**
 * Holds a database to its one file: statements that would open another, to read or write it, fail with `SQLITE_AUTH`. By
 * SQLite's authorizer, or before Node.js 24.10, which has no access to it, by the program that SQLite makes of the
 * statement. `authorizer`: for tests.
 */
export function oneFileOnly(
  database: DatabaseSync,
  authorizer: unknown = Reflect.get(database, "setAuthorizer"),
): (query: string) => void {
  if (typeof authorizer !== "function") return (query) => assertNoOther(database, query);
  // A plain VACUUM attaches a nameless file of its own; an expression as a name is told as none.
  Reflect.apply(authorizer, database, [(action: number, name: string | null) => (action === attach && name !== "" ? deny : ok)]);
  return () => {};
}

/** What can't be explained is not run either: its error is thrown. An EXPLAIN runs nothing. */
function assertNoOther(database: DatabaseSync, query: string): void {
  if (/^\s*explain\s/i.test(query)) return;
  const program = database.prepare(`EXPLAIN ${query}`).all();
  const opens = program.some(({ opcode, p2, p4 }) => String(p4).startsWith("sqlite_attach") || (opcode === "Vacuum" && p2 !== 0));
  if (opens) throw Object.assign(new Error("not authorized"), { errcode: notAuthorized });
}
