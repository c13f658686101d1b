/** Columns as wide as their widest cell, two spaces between; the last column is not padded. A row stays one line. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll(/\r?\n|\r/g, String.raw`\n`)));
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const padded = (row: readonly string[]): string[] => row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
  return all.map((row) => padded(row).join("  ").trimEnd()).join("\n");
}
