import type { Client } from "pg";
import type { SqlSchema } from "../sql/sql-request.ts";

const maxTables = 200;

const kinds: Readonly<Record<string, string>> = { v: "view", m: "materialized view", f: "foreign table" };

/** `pg_class.relkind`: tables, partitioned ones, views, materialized views and foreign tables; partitions are left out. */
const tablesOf = `
  SELECT c.relkind, n.nspname, c.relname, (
    SELECT json_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || CASE WHEN k.indrelid IS NOT NULL THEN ' primary key' WHEN a.attnotnull THEN ' not null' ELSE '' END ORDER BY a.attnum)
    FROM pg_attribute a LEFT JOIN pg_index k ON k.indrelid = c.oid AND k.indisprimary AND a.attnum = ANY (k.indkey)
    WHERE a.attrelid = c.oid AND a.attnum BETWEEN 1 AND 200 AND NOT a.attisdropped)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
  ORDER BY n.nspname <> 'public', n.nspname, c.relname LIMIT ${maxTables + 1}`;

/** Tables and views with their columns; those outside of the schema `public` with the name of theirs. */
export async function readSchema(client: Client): Promise<SqlSchema> {
  const { rows } = await client.query<(string | null)[]>({ text: tablesOf, rowMode: "array" });
  const tables = rows.slice(0, maxTables).map(([kind, schema, name, columns]) => ({
    name: schema === "public" ? (name ?? "") : `${schema ?? ""}.${name ?? ""}`,
    type: kinds[kind ?? ""] ?? "table",
    columns: JSON.parse(columns ?? "[]") as readonly string[],
  }));
  return { kind: "schema", tables, complete: rows.length <= maxTables };
}
