/** What TypeORM's `sqlite` type needs of the `sqlite3` module. */
export interface SqliteDriver {
  readonly Database: new (file: string, opened: (error: Error | null) => void) => object;
  verbose(): SqliteDriver;
}

export type SqliteDriverName = "sqlite3" | "node-sqlite";
