/** What a pattern finds in one file. */
export interface FileMatches {
  readonly path: string;
  /** All lines of the file, where there are matches to show. */
  readonly lines: readonly string[];
  /** Indices into `lines`, ascending. */
  readonly matches: readonly number[];
}

export interface SearchedFile {
  readonly path: string;
  readonly text: string;
}

/** The matching lines of each file that has any. */
export function matchLines(regex: RegExp, files: readonly SearchedFile[]): readonly FileMatches[] {
  const whole = wholeTextRegex(regex);
  return files
    .filter(({ text }) => whole === undefined || whole.test(text))
    .map(({ path, text }) => {
      const lines = text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
      if (lines.at(-1) === "") lines.pop();
      return { path, lines, matches: indicesOf(lines, regex) };
    })
    .filter(({ matches }) => matches.length > 0);
}

function indicesOf(lines: readonly string[], regex: RegExp): readonly number[] {
  const indices: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (regex.test(line)) indices.push(index);
  }
  return indices;
}

/**
 * Most files hold no match, and one look at a whole text is far cheaper than one at each of its lines. With `m` it finds
 * whatever a line alone has, unless the pattern says what must not stand there: that may be in the next line. A pattern
 * that can run over line ends is left out too: it could run to the end of the text from each of its characters.
 */
function wholeTextRegex(regex: RegExp): RegExp | undefined {
  return /\(\?<?!|\[\^|\\[sSDWPpnrxuck0]/.test(regex.source) ? undefined : new RegExp(regex.source, `${regex.flags}m`);
}
