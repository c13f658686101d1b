import { cellsOf } from "./cells.ts";
import type { Layout } from "./layout.ts";

/** What the view needs of a terminal. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
}

/** Draws the text being entered at the end of what was printed, and draws it anew in the same place. */
export class InputView {
  readonly #screen: Screen;
  #drawn: readonly string[] = [];
  #cursorRow = 0;
  #cursorColumn = 0;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  /** Puts it on the screen in place of what was drawn before. */
  draw(layout: Layout): void {
    const { rows, cursorRow } = this.#visible(layout);
    const up = rows.length - 1 - cursorRow;
    const back = `${up > 0 ? `\x1b[${up}A` : ""}\r${layout.cursorColumn > 0 ? `\x1b[${layout.cursorColumn}C` : ""}`;
    this.#screen.write(`${this.#toStart()}${rows.join("\r\n")}${back}`);
    this.#drawn = rows;
    this.#cursorRow = cursorRow;
    this.#cursorColumn = layout.cursorColumn;
  }

  /** Takes it off the screen; the cursor is where it began. */
  erase(): void {
    this.#screen.write(this.#toStart());
    this.#forget();
  }

  /** Leaves it standing; the cursor is at the beginning of the line behind it. */
  leave(): void {
    const down = this.#drawn.length - 1 - this.#cursorRow;
    this.#screen.write(`${down > 0 ? `\x1b[${down}B` : ""}\r\n`);
    this.#forget();
  }

  /** The screen was cleared, by the user's wish or by another program. */
  forget(): void {
    this.#forget();
  }

  #forget(): void {
    this.#drawn = [];
    this.#cursorRow = 0;
    this.#cursorColumn = 0;
  }

  /** To the beginning of what is drawn, all of it cleared; a terminal that has become narrower has broken its rows anew. */
  #toStart(): string {
    const { columns } = this.#screen;
    const rowsAbove = this.#drawn.slice(0, this.#cursorRow).map((row) => Math.max(1, Math.ceil(cellsOf(row) / columns)));
    const above = rowsAbove.reduce((sum, rows) => sum + rows, Math.floor(this.#cursorColumn / columns));
    return `${above > 0 ? `\x1b[${above}A` : ""}\r\x1b[J`;
  }

  /** As many rows as fit, those around the cursor. */
  #visible({ rows, cursorRow }: Layout): { readonly rows: readonly string[]; readonly cursorRow: number } {
    const room = Math.max(1, this.#screen.rows - 1);
    if (rows.length <= room) return { rows, cursorRow };
    const from = Math.min(Math.max(0, cursorRow - Math.floor(room / 2)), rows.length - room);
    return { rows: rows.slice(from, from + room), cursorRow: cursorRow - from };
  }
}
