/** A command line as a person would type it. */
export function commandLine(words: readonly string[]): string {
  return words.map((word) => (/[\s*()]/.test(word) ? `"${word}"` : word)).join(" ");
}
