import { cellText as cellOf } from "../sql/cell-text.ts";

/** OID of `bytea` in pg_type.dat. */
const bytea = 17;

/** A value as PostgreSQL writes it, as a cell of a table: in one line, bounded. */
export function cellText(value: string | null, type: number): string {
  const isBytes = value !== null && type === bytea && value.startsWith("\\x");
  return cellOf(isBytes ? Buffer.from(value.slice(2), "hex") : value);
}
