/** The beginning of what a model said, in quotes and on one line. */
export function said(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return `"${line.length > 60 ? `${line.slice(0, 59)}…` : line}"`;
}
