import type { SqlRequest } from "../sql/sql-request.ts";

export interface PostgresRequest extends Omit<SqlRequest, "file"> {
  /** Its URL. */
  readonly database: string;
}
