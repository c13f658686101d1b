import type { FileMatches } from "./match-lines.ts";

export type Mode = "content" | "files" | "count";

interface ReportOptions {
  readonly mode: Mode;
  /** Matching lines in `content`, files otherwise. */
  readonly limit: number;
  /** Lines around a match. */
  readonly context: number;
}

export interface Report {
  add(found: readonly FileMatches[]): void;
  /** More would not be shown. */
  readonly full: boolean;
  result(): { readonly text: string; readonly details: Readonly<Record<string, unknown>> };
}

const maxLineLength = 500;

/** Gathers the lines of the answer up to its limit. */
export function createReport({ mode, limit, context }: ReportOptions): Report {
  const lines: string[] = [];
  let shown = 0;
  let files = 0;
  let full = false;

  const addFile = ({ path, lines: all, matches }: FileMatches): void => {
    if (shown >= limit) {
      full = true;
      return;
    }
    files++;
    if (mode !== "content") {
      shown++;
      lines.push(mode === "files" ? path : `${path}:${matches.length}`);
      return;
    }
    const taken = matches.slice(0, limit - shown);
    shown += taken.length;
    full = taken.length < matches.length;
    if (context > 0 && lines.length > 0) lines.push("--");
    lines.push(...contentLines(path, all, taken, context));
  };

  return {
    add: (found) => {
      for (const file of found) {
        if (!full) addFile(file);
      }
    },
    get full() {
      return full;
    },
    result() {
      const note = full ? [`(only the first ${limit}; narrow the search or raise limit)`] : [];
      return {
        text: [...lines, ...note].join("\n"),
        details: { files, [mode === "content" ? "matches" : "shown"]: shown, complete: !full },
      };
    },
  };
}

/** As grep prints them: `:` around the number of a match, `-` around that of its neighbours, `--` between groups. */
function contentLines(path: string, lines: readonly string[], matches: readonly number[], context: number): readonly string[] {
  const matching = new Set(matches);
  const out: string[] = [];
  let next = 0;
  for (const match of matches) {
    const from = Math.max(next, match - context);
    if (context > 0 && next > 0 && from > next) out.push("--");
    const to = Math.min(lines.length - 1, match + context);
    for (let index = from; index <= to; index++) {
      const mark = matching.has(index) ? ":" : "-";
      out.push(`${path}${mark}${index + 1}${mark}${cut(lines[index] ?? "")}`);
    }
    next = Math.max(next, to + 1);
  }
  return out;
}

function cut(line: string): string {
  return line.length <= maxLineLength
    ? line
    : `${line.slice(0, maxLineLength)} (... ${line.length - maxLineLength} more characters)`;
}
