/** What the process that opens the database is asked, as JSON in a variable of its environment. */
export interface SqlRequest {
  /** Absolute. */
  readonly file: string;
  /** Left out: the schema is asked for. */
  readonly query: string | undefined;
  readonly parameters: readonly (string | number | null)[];
  /** Rows. */
  readonly limit: number;
  readonly write: boolean;
}

export interface SqlRows {
  readonly kind: "rows";
  readonly columns: readonly string[];
  /** Values as they are shown. */
  readonly rows: readonly (readonly string[])[];
  /** No row was left out. */
  readonly complete: boolean;
  /** Rows that a statement has changed. */
  readonly changes?: number;
  /** What stands behind the statement: nothing of anything was run where it is not empty. */
  readonly rest: string;
}

export interface SqlSchema {
  readonly kind: "schema";
  readonly tables: readonly { readonly name: string; readonly type: string; readonly columns: readonly string[] }[];
  readonly complete: boolean;
}

export interface SqlFailure {
  readonly kind: "failure";
  readonly message: string;
  /** SQLite's primary result code; 0 where it is none of SQLite. */
  readonly code: number;
}

export type SqlAnswer = SqlRows | SqlSchema | SqlFailure;
