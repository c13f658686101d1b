import { createInterface } from "node:readline";
import type { SqliteDriverName } from "../../../../src/infra/sqlite/driver/sqlite-driver.ts";

/** FILE DRIVER, as every script here is called. */
export function fileAndDriver(): { readonly file: string; readonly driver: SqliteDriverName } {
  const [file, driver] = process.argv.slice(2);
  if (file === undefined || (driver !== "sqlite3" && driver !== "node-sqlite")) throw new Error("usage: SCRIPT FILE DRIVER");
  return { file, driver };
}

/** Says that it is ready and waits for its start. */
export async function startingGun(): Promise<void> {
  process.stdout.write("ready\n");
  for await (const line of createInterface({ input: process.stdin })) if (line === "go") return;
}
