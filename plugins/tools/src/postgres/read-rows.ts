import type { Client, FieldDef } from "pg";
import type { SqlRequest, SqlRows } from "../sql/sql-request.ts";
import { cellText } from "./cell-text.ts";

const maxColumns = 100;
/** Characters of one answer. */
const maxChars = 50_000;
/** Rows that are asked for at a time. */
const batch = 50;

/** What a cursor is made of in front of the query; places in errors of the server count it in. */
export const cursorPrefix = "DECLARE rows_of_sql NO SCROLL CURSOR FOR ";

/** These have no cursor. What begins with one of them is that statement: a second one is refused by the server. */
const withoutCursor = /^(?:\s|--[^\n]*\n)*(?:explain|show)\b/i;

/** How the server gets the query. */
export function askedAs(query: string): string {
  return withoutCursor.test(query) ? query : cursorPrefix + query;
}

/**
 * Only what a cursor can be made of is read (SELECT, VALUES, TABLE, WITH without changes): the server's own grammar refuses
 * everything else, COPY, DO, CALL, SET and the end of the transaction among it. Rows come in batches, never all at once.
 */
export async function readRows(
  client: Client,
  query: string,
  parameters: SqlRequest["parameters"],
  limit: number,
): Promise<SqlRows> {
  const text = askedAs(query);
  // A name makes it a prepared statement, which is one statement and never two.
  const first = await client.query<(string | null)[]>({ name: "asked", text, values: [...parameters], rowMode: "array" });
  if (text === query) return bounded(first.fields, first.rows, limit);
  const rows: (string | null)[][] = [];
  let room = maxChars;
  for (let more = true; more; ) {
    const wanted = Math.min(batch, limit + 1 - rows.length);
    const fetched = await client.query<(string | null)[]>({ text: `FETCH FORWARD ${wanted} FROM rows_of_sql`, rowMode: "array" });
    rows.push(...fetched.rows);
    room -= fetched.rows.reduce((sum, row) => sum + row.reduce((all, cell) => all + Math.min(cell?.length ?? 0, 500), 0), 0);
    more = fetched.rows.length === wanted && rows.length <= limit && room > 0;
    if (!more) return bounded(fetched.fields, rows, limit, fetched.rows.length < wanted);
  }
  throw new Error("a cursor has an end");
}

/** The rows as they are shown. `ended`: there are no more than these. */
export function bounded(
  fields: readonly FieldDef[],
  rows: readonly (readonly (string | null)[])[],
  limit: number,
  ended = true,
): SqlRows {
  const shownFields = fields.slice(0, maxColumns);
  const shown: string[][] = [];
  let room = maxChars;
  for (const row of rows) {
    if (shown.length >= limit || room <= 0) break;
    const cells = shownFields.map(({ dataTypeID }, at) => cellText(row[at] ?? null, dataTypeID));
    shown.push(cells);
    room -= cells.reduce((sum, cell) => sum + cell.length + 3, 0);
  }
  return {
    kind: "rows",
    columns: shownFields.map(({ name }) => name),
    rows: shown,
    complete: ended && shown.length === rows.length,
    rest: "",
  };
}
