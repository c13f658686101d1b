import { createRequire } from "node:module";
import type { SqliteDriver } from "./sqlite-driver.ts";

/**
 * The `sqlite3` package. Throws whatever its loading throws: it is an optional dependency with a compiled part, and
 * either may be missing.
 */
export function loadSqlite3(): SqliteDriver {
  const sqlite3: unknown = createRequire(import.meta.url)("sqlite3");
  if (!isDriver(sqlite3)) throw new TypeError("the module sqlite3 has no Database");
  // TypeORM calls verbose(), which takes a stack trace for every statement: writes become 1.5 to 3 times slower.
  const driver: SqliteDriver = { Database: sqlite3.Database, verbose: () => driver };
  return driver;
}

function isDriver(module: unknown): module is SqliteDriver {
  return typeof module === "object" && module !== null && "Database" in module && typeof module.Database === "function";
}
