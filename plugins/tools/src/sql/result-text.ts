import type { SqlRows } from "./sql-request.ts";

/** A row to a line, cells apart by ` | `, as Markdown has tables. */
export function resultText({ columns, rows, complete, changes }: SqlRows): string {
  const changed = changes === undefined ? [] : [`(${counted(changes, "row")} changed)`];
  if (columns.length === 0) return changed.join("\n");
  const head = [columns.join(" | "), columns.map(() => "---").join(" | ")];
  const count = complete
    ? `(${counted(rows.length, "row")})`
    : `(the first ${counted(rows.length, "row")}, there are more: narrow the query, or use LIMIT and OFFSET)`;
  return [...head, ...rows.map((row) => row.join(" | ")), count, ...changed].join("\n");
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
