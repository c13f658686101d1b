/** Names of keys whose line is not shown, for a secret may stand in it. */
const perhapsSecret = /key|token|secret|passw|credential|authorization/i;

const maxWidth = 100;

/** The line of a place with a caret below it; nothing where the line may hold a secret, or is empty. */
export function excerptAt(text: string, offset: number): { readonly excerpt?: string } {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const line = text.slice(start, end === -1 ? undefined : end).trimEnd();
  const column = offset - start;
  if (line.trim() === "" || perhapsSecret.test(line) || column > maxWidth) return {};
  const shownLine = line.slice(0, maxWidth).replaceAll("\t", " ").replaceAll(/\p{Cc}/gu, "?");
  return { excerpt: `  | ${shownLine}\n  | ${" ".repeat(column)}^` };
}
