import type { Logger } from "typeorm";

const nothing = (): void => undefined;

/** TypeORM says nothing by itself: what fails is thrown, and texts of users don't belong in a log. */
export const silentLogger: Logger = {
  log: nothing,
  logMigration: nothing,
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
};
