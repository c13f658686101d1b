import type { Styles } from "../styles.ts";

/** What the beginning of a line says about the line. */
export interface LineHead {
  /** Printed in its place. */
  readonly text: string;
  /** Characters it takes. */
  readonly length: number;
  /** The rest of the line is code. */
  readonly verbatim: boolean;
  /** Printed at the end of the line. */
  readonly close: string;
  /** The marks that end the block of code the next line is in. */
  readonly fence: string | undefined;
}

const codeIndent = "  ";

/**
 * Reads the beginning of a line, of which not all may have come; a newline ends it. `undefined` where more must come to
 * tell. `fence` are the marks of the block of code it is in.
 */
export function lineHead(line: string, fence: string | undefined, styles: Styles): LineHead | undefined {
  return fence === undefined ? proseHead(line, styles) : codeHead(line, fence, styles);
}

function codeHead(line: string, fence: string, styles: Styles): LineHead | undefined {
  const marks = /^[ \t]*([`~]*)[ \t]*(\n?)/.exec(line);
  const whole = marks?.[2] === "\n";
  if (!whole && marks?.[0].length === line.length) return undefined;
  if (whole && marks[1]?.startsWith(fence) === true) {
    return { text: "", length: line.length, verbatim: true, close: "", fence: undefined };
  }
  const [open, close] = styles.coloured ? styles.code("\n").split("\n") : ["", ""];
  return {
    text: line === "\n" ? "" : `${codeIndent}${open ?? ""}`,
    length: 0,
    verbatim: true,
    close: line === "\n" ? "" : (close ?? ""),
    fence,
  };
}

/** Could become a heading, a fence, an item or a rule. */
const undecided = /^[ \t]*(?:#{1,6}|[-+*_]+[-*_ \t]*|\d{1,9}[.)]?|>|`{1,2}|~{1,2}|(?:`{3,}|~{3,})[^\n]*)?$/;

function proseHead(line: string, styles: Styles): LineHead | undefined {
  if (undecided.test(line)) return undefined;
  const fence = /^[ \t]*(`{3,}|~{3,})[^\n]*\n/.exec(line);
  if (fence?.[1] !== undefined) return { text: "", length: line.length, verbatim: true, close: "", fence: fence[1] };
  if (/^[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\n/.test(line)) {
    return { ...prose, text: `${styles.quiet("---")}\n`, length: line.length, verbatim: true };
  }
  const item = /^([ \t]*)(?:[-+*]|(\d{1,9}[.)]))[ \t]+/.exec(line);
  if (item !== null) return itemHead(item, styles);
  const heading = /^#{1,6}[ \t]+/.exec(line)?.[0];
  if (heading !== undefined && styles.coloured) {
    const [open = "", close = ""] = styles.strong("\n").split("\n");
    return { ...prose, text: open, length: heading.length, close };
  }
  const quote = /^[ \t]*>[ \t]?/.exec(line)?.[0];
  if (quote !== undefined) return { ...prose, text: styles.quiet("> "), length: quote.length };
  return prose;
}

const prose: LineHead = { text: "", length: 0, verbatim: false, close: "", fence: undefined };

function itemHead([whole, indent = "", number]: RegExpExecArray, styles: Styles): LineHead {
  const mark = number ?? (styles.coloured ? "•" : "-");
  return { ...prose, text: `${indent}${mark} `, length: whole.length };
}
