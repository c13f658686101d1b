import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";

/** Holds a lock of FILE, `IMMEDIATE` (no writers) or `EXCLUSIVE` (nobody else), for so many milliseconds. */
const [file = "", kind = "", milliseconds] = process.argv.slice(2);
const database = new DatabaseSync(file);
if (kind === "EXCLUSIVE") database.exec("PRAGMA locking_mode = EXCLUSIVE");
database.exec(`BEGIN ${kind}`);
process.stdout.write("locked\n");
await setTimeout(Number(milliseconds));
database.exec("ROLLBACK");
database.close();
