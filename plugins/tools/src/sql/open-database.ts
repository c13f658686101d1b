import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";

/** Milliseconds to wait for another process that holds the database. */
const busyMs = 2000;

/** Opens a file that the database itself refuses to write to, unless asked. */
export function openDatabase(file: string, write: boolean): DatabaseSync {
  const database = new DatabaseSync(write || !isAtRest(file) ? file : unchanging(file), {
    readOnly: !write,
    timeout: busyMs,
    allowExtension: false,
  });
  database.exec(`PRAGMA trusted_schema = OFF; PRAGMA query_only = ${write ? "OFF" : "ON"};`);
  return database;
}

/**
 * Nobody of us can make the files beside it that a database in WAL mode wants even for reading, and none is there that
 * would hold more than the database itself.
 */
function isAtRest(file: string): boolean {
  if (["-wal", "-shm", "-journal"].some((end) => existsSync(`${file}${end}`))) return false;
  try {
    accessSync(dirname(file), constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

function unchanging(file: string): URL {
  const url = pathToFileURL(file);
  url.searchParams.set("immutable", "1");
  return url;
}
