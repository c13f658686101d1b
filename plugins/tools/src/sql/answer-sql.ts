import type { DatabaseSync, StatementSync } from "node:sqlite";
import { openDatabase } from "./open-database.ts";
import { cellText } from "./cell-text.ts";
import { oneFileOnly } from "./one-file.ts";
import type { SqlAnswer, SqlRequest, SqlRows, SqlSchema } from "./sql-request.ts";

const maxColumns = 100;
const maxTables = 200;
/** Characters of one answer. */
const maxChars = 50_000;

/** Opens the database, does what is asked, and closes it. Throws what SQLite throws. */
export function answerSql({ file, query, parameters, limit, write }: SqlRequest): SqlAnswer {
  const database = openDatabase(file, write);
  try {
    if (query === undefined) return schemaOf(database);
    oneFileOnly(database)(query);
    const statement = database.prepare(query);
    const rest = query.slice(statement.sourceSQL.length).replaceAll(/--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[\s;]+/g, "");
    return rest === ""
      ? rowsOf(database, statement, parameters, limit)
      : { kind: "rows", columns: [], rows: [], complete: true, rest };
  } finally {
    database.close();
  }
}

function rowsOf(database: DatabaseSync, statement: StatementSync, parameters: SqlRequest["parameters"], limit: number): SqlRows {
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  const columns = statement.columns().map(({ name }) => name);
  if (columns.length === 0) {
    return { kind: "rows", columns, rows: [], complete: true, changes: Number(statement.run(...parameters).changes), rest: "" };
  }
  const before = changesOf(database);
  const rows: string[][] = [];
  let complete = true;
  let room = maxChars;
  for (const row of statement.iterate(...parameters)) {
    complete = rows.length < limit && room > 0;
    if (!complete) break;
    const cells = Object.values(row).slice(0, maxColumns).map((value) => cellText(value));
    rows.push(cells);
    room -= cells.reduce((sum, cell) => sum + cell.length + 3, 0);
  }
  const changes = changesOf(database) - before;
  return { kind: "rows", columns: columns.slice(0, maxColumns), rows, complete, ...(changes === 0 ? {} : { changes }), rest: "" };
}

function changesOf(database: DatabaseSync): number {
  return Number(database.prepare("SELECT total_changes() AS n").get()?.["n"] ?? 0);
}

function schemaOf(database: DatabaseSync): SqlSchema {
  const named = database
    .prepare(
      "SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .all();
  const columns = database.prepare('SELECT name, type, pk, "notnull" AS needed FROM pragma_table_xinfo(?) LIMIT 200');
  const tables = named.slice(0, maxTables).map(({ name, type }) => ({
    name: String(name),
    type: String(type),
    columns: columns.all(name ?? null).map((column) => columnText(column)),
  }));
  return { kind: "schema", tables, complete: named.length <= maxTables };
}

function columnText({ name, type, pk, needed }: Readonly<Record<string, unknown>>): string {
  const words = [String(name), String(type), pk === 0 ? "" : "primary key", needed === 1 && pk === 0 ? "not null" : ""];
  return words.filter((word) => word !== "").join(" ");
}
