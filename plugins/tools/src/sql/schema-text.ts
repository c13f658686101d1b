import type { SqlSchema } from "./sql-request.ts";

/** One line for each table and view. */
export function schemaText({ tables, complete }: SqlSchema, database: string): string {
  if (tables.length === 0) return `${database} has no tables.`;
  const lines = tables.map(({ name, type, columns }) => `${type} ${name} (${columns.join(", ")})`);
  return [...lines, ...(complete ? [] : [`(only the first ${tables.length}: ask the catalogue of the database for more)`])].join(
    "\n",
  );
}
