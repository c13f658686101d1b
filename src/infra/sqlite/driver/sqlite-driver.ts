/** What is said of a statement's end. */
type Done = (error: Error | null, rows?: readonly object[]) => void;

/** What is needed of one database of the `sqlite3` module. */
export interface SqliteConnection {
  all(sql: string, values: readonly unknown[], done: Done): void;
  /** For TypeORM alone. */
  run(sql: string, ...rest: readonly unknown[]): void;
  /** Where it is missing, `all` keeps statements by itself. */
  prepare?(sql: string, done: (error: Error | null) => void): PreparedStatement;
  close(done: (error: Error | null) => void): void;
}

export interface PreparedStatement {
  all(values: readonly unknown[], done: Done): void;
  finalize(done: () => void): void;
}

/** What TypeORM's `sqlite` type needs of the `sqlite3` module. */
export interface SqliteDriver {
  readonly Database: new (file: string, opened: (error: Error | null) => void) => SqliteConnection;
  verbose(): SqliteDriver;
}

export type SqliteDriverName = "sqlite3" | "node-sqlite";
