import { AinError } from "@ainative-code/sdk";
import { loadNodeSqlite } from "./load-node-sqlite.ts";
import { loadSqlite3 } from "./load-sqlite3.ts";
import type { SqliteDriver, SqliteDriverName } from "./sqlite-driver.ts";

export interface ChosenDriver {
  readonly name: SqliteDriverName;
  /** Why this one serves: a sentence for `doctor`. */
  readonly reason: string;
  readonly driver: SqliteDriver;
}

const cure = "Install the compiled part of sqlite3: npm install --global --allow-scripts=sqlite3 ainative-code";

/**
 * `auto`: sqlite3 where it loads, for it works beside the main thread; else what Node carries. Throws `storage` where
 * there is none.
 */
export function chooseDriver(wanted: SqliteDriverName | "auto"): ChosenDriver {
  if (wanted === "node-sqlite") return nodeSqlite("It was asked for.");
  try {
    return { name: "sqlite3", driver: loadSqlite3(), reason: wanted === "auto" ? "sqlite3 is installed." : "It was asked for." };
  } catch (error) {
    const why = `sqlite3 can't be loaded: ${firstLine(error)}`;
    if (wanted === "auto") return nodeSqlite(why);
    throw new AinError("storage", why, { actions: [cure], cause: error });
  }
}

function nodeSqlite(reason: string): ChosenDriver {
  try {
    return { name: "node-sqlite", driver: loadNodeSqlite(), reason };
  } catch (error) {
    throw new AinError("storage", `There is no SQLite to keep sessions with. ${reason}`, { actions: [cure], cause: error });
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0]?.trim() ?? "";
}
