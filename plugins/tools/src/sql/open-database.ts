import { DatabaseSync } from "node:sqlite";

/** Milliseconds to wait for another process that holds the database. */
const busyMs = 2000;

/** Opens a file that the database itself refuses to write to, unless asked. */
export function openDatabase(file: string, write: boolean): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: !write, timeout: busyMs, allowExtension: false });
  database.exec(`PRAGMA trusted_schema = OFF; PRAGMA query_only = ${write ? "OFF" : "ON"};`);
  return database;
}
