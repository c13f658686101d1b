/** Puts `text` between the two marks of a page. Throws where the page has not both of them in order. */
export function betweenMarks(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name}: made by npm run docs -->`, `<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has lost the marks of its "${name}"`);
  return `${page.slice(0, from)}${start}\n${text}\n${page.slice(to)}`;
}

/** A Markdown table; bars inside cells are escaped. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`)).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}
