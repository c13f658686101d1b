import type { Looks } from "../../app/line/open-terminal.ts";
import { printable } from "../../app/printable.ts";
import { cellsOf, charactersOf } from "./input/cells.ts";
import type { Styles } from "./styles.ts";

/** What a conversation is printed on: a terminal that scrolls. */
export interface Paper {
  readonly styles: Styles;
  /** Cells of a row; without end where the terminal is not to be told how to break rows. */
  readonly columns: number;
  /** From now on texts look like this. */
  restyle(styles: Styles): void;
  /** Takes off what was painted before the program was there. */
  begin(): void;
  /** Text that is harmless already. */
  print(text: string): void;
  /** While a person answers a question nothing is printed over it: it comes afterwards. What is said to them is. */
  held<T>(answering: (say: (text: string) => void) => Promise<T>): Promise<T>;
  /** Ends the line that is begun, if one is. */
  endLine(): void;
  /**
   * Shows what goes on, a line or a few (an indented one is what something says), in place of the next thing printed;
   * nothing where the terminal can't take it back.
   */
  status(text: string | undefined): void;
}

interface PaperTerminal {
  readonly columns: number;
  write(text: string): void;
}

export function paperOn(terminal: PaperTerminal, looks: Looks, begun: Styles): Paper {
  let styles = begun;
  let midLine = false;
  let statusLines = 0;
  let waiting: string | undefined;
  const clear = (): string => {
    const sequence = statusLines === 0 ? "" : statusLines === 1 ? "\r\x1b[K" : `\r\x1b[${statusLines - 1}A\x1b[J`;
    statusLines = 0;
    return sequence;
  };
  const written = (text: string): void => {
    terminal.write(`${clear()}${text}`);
    midLine = !text.endsWith("\n");
  };
  const print = (text: string): void => {
    if (text === "") return;
    if (waiting !== undefined) {
      waiting += text;
      return;
    }
    written(text);
  };
  return {
    get styles() {
      return styles;
    },
    get columns() {
      return looks.moves ? terminal.columns : Infinity;
    },
    restyle: (changed) => void (styles = changed),
    begin() {
      if (looks.moves) terminal.write("\r\x1b[J");
    },
    print,
    async held(answering) {
      waiting = "";
      try {
        return await answering(written);
      } finally {
        const kept = waiting;
        waiting = undefined;
        print(kept);
      }
    },
    endLine() {
      if (midLine) terminal.write("\n");
      midLine = false;
    },
    status(text) {
      if (!looks.moves || midLine || waiting !== undefined) return;
      const shown = text === undefined ? [] : statusOf(text, terminal.columns - 1).map(styles.quiet);
      if (shown.length > 0 || statusLines > 0) terminal.write(`${clear()}${shown.join("\n")}`);
      statusLines = shown.length;
    },
  };
}

/** Lines of a status that are shown. */
const mostLines = 6;

const howToStop = " (Esc stops)";

function statusOf(text: string, cells: number): readonly string[] {
  const lines = printable(text).split("\n");
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines - 1), `and ${lines.length - mostLines + 1} more`] : lines;
  return shown.map((line, index) => {
    const begun = line.startsWith("  ") ? line : `… ${line}`;
    return index === shown.length - 1 ? `${cut(begun, cells - howToStop.length)}${howToStop}` : cut(begun, cells);
  });
}

function cut(text: string, cells: number): string {
  if (cellsOf(text) <= cells) return text;
  let kept = "";
  for (const character of charactersOf(text)) {
    if (cellsOf(kept) + cellsOf(character) > cells) return kept;
    kept += character;
  }
  return kept;
}
