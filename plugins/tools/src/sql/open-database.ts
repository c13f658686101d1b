import { DatabaseSync } from "node:sqlite";
import { AinError } from "@ainative-code/sdk";

/** Milliseconds to wait for another process that holds the database. */
const busyMs = 2000;

/** `SQLITE_ATTACH`, `SQLITE_OK`, `SQLITE_DENY` of sqlite3.h. */
const [attach, ok, deny] = [24, 0, 1];

/** Opens the one file, and none besides: the database itself refuses to write, unless asked, and to attach. */
export function openDatabase(file: string, write: boolean): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: !write, timeout: busyMs, allowExtension: false });
  database.exec(`PRAGMA trusted_schema = OFF; PRAGMA query_only = ${write ? "OFF" : "ON"};`);
  const authorizer: unknown = Reflect.get(database, "setAuthorizer");
  if (typeof authorizer !== "function") throw tooOld();
  // A plain VACUUM attaches a nameless file of its own; an expression as a name is told as none.
  Reflect.apply(authorizer, database, [(action: number, name: string | null) => (action === attach && name !== "" ? deny : ok)]);
  return database;
}

function tooOld(): AinError {
  return new AinError("unsupported", `The SQLite of this Node.js (${process.version}) can't be held to one file.`, { actions: ["Use Node.js 24.15 or newer"] });
}
