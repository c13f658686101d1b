/** The words of a command line, or why it can't be read; `why` continues "which …". */
export type SplitCommand = { readonly words: readonly string[] } | { readonly why: string };

/**
 * Parts a line into words as a POSIX shell does, and does nothing else of what a shell does: `'…'` holds everything as it
 * is, in `"…"` a backslash stands before `"`, `\`, `$` and a backtick, elsewhere before any character. What would mean
 * something to a shell is refused, so that nobody takes it for working.
 */
export function splitCommand(line: string): SplitCommand {
  const words: string[] = [];
  let word: string | undefined;
  for (const [piece, single, double, escaped, special] of line.matchAll(pieces)) {
    if (special !== undefined) return { why: reasonFor(special) };
    if (/^\s/.test(piece)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      const inner = single ?? double?.replace(/\\(["\\$`])/g, "$1") ?? escaped ?? piece;
      if (double !== undefined && /(?<!\\)(?:\\\\)*[$`]/.test(double)) return { why: reasonFor("$") };
      word = (word ?? "") + inner;
    }
  }
  if (word !== undefined) words.push(word);
  return words.length === 0 ? { why: "names no program" } : { words };
}

const pieces = /\s+|'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|(['"\\|&;<>$`])|[^\s'"\\|&;<>$`]+/g;

function reasonFor(special: string): string {
  if (special === "'" || special === '"') return `has a ${special} without its second one`;
  if (special === "\\") return "ends with a backslash";
  return `has a ${special} outside single quotes, and no shell runs it`;
}
