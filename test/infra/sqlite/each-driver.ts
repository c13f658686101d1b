import { chooseDriver } from "../../../src/infra/sqlite/driver/choose-driver.ts";
import type { SqliteDriverName } from "../../../src/infra/sqlite/driver/sqlite-driver.ts";

/** Runs a suite on each of the drivers; sqlite3's is skipped, with the reason, where it can't be loaded. */
export function eachDriver(title: string, suite: (driver: SqliteDriverName) => void): void {
  for (const driver of ["sqlite3", "node-sqlite"] as const) {
    describe(`${title} on ${driver}`, () => {
      before(function () {
        const chosen = chooseDriver("auto");
        if (driver === "sqlite3" && chosen.name !== driver) {
          process.stdout.write(`skipped: ${chosen.reason} (npm rebuild sqlite3 --allow-scripts=sqlite3)\n`);
          this.skip();
        }
      });
      suite(driver);
    });
  }
}
