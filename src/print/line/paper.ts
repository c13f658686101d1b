import type { Looks } from "../../app/line/open-terminal.ts";
import { printable } from "../../app/printable.ts";
import { cellsOf, charactersOf } from "./input/cells.ts";
import type { Styles } from "./styles.ts";

/** What a conversation is printed on: a terminal that scrolls. */
export interface Paper {
  readonly styles: Styles;
  /** From now on texts look like this. */
  restyle(styles: Styles): void;
  /** Takes off what was painted before the program was there. */
  begin(): void;
  /** Text that is harmless already. */
  print(text: string): void;
  /** Ends the line that is begun, if one is. */
  endLine(): void;
  /** Shows what goes on, a line or a few, in place of the next thing printed; nothing where the terminal can't take it back. */
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
  const clear = (): string => {
    const sequence = statusLines === 0 ? "" : statusLines === 1 ? "\r\x1b[K" : `\r\x1b[${statusLines - 1}A\x1b[J`;
    statusLines = 0;
    return sequence;
  };
  return {
    get styles() {
      return styles;
    },
    restyle: (changed) => void (styles = changed),
    begin() {
      if (looks.moves) terminal.write("\r\x1b[J");
    },
    print(text) {
      if (text === "") return;
      terminal.write(`${clear()}${text}`);
      midLine = !text.endsWith("\n");
    },
    endLine() {
      if (midLine) terminal.write("\n");
      midLine = false;
    },
    status(text) {
      if (!looks.moves || midLine) return;
      const shown = text === undefined ? [] : statusOf(text).map((line) => styles.quiet(cut(line, terminal.columns - 1)));
      if (shown.length > 0 || statusLines > 0) terminal.write(`${clear()}${shown.join("\n")}`);
      statusLines = shown.length;
    },
  };
}

/** Lines of a status that are shown. */
const mostLines = 6;

function statusOf(text: string): readonly string[] {
  const lines = printable(text).split("\n");
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines - 1), `and ${lines.length - mostLines + 1} more`] : lines;
  return shown.map((line, index) => `… ${line}${index === shown.length - 1 ? " (Esc stops)" : ""}`);
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
