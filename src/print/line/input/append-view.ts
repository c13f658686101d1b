import { cellsOf } from "./cells.ts";
import type { Screen } from "./input-view.ts";
import type { Layout } from "./layout.ts";

/**
 * The same for a terminal that can't move its cursor, or is read out: what is typed is added, what is taken away at the
 * end is rubbed out, and after any other change the whole text is written once more on a new line.
 */
export class AppendView {
  readonly #screen: Pick<Screen, "write">;
  #drawn: string | undefined;

  constructor(screen: Pick<Screen, "write">) {
    this.#screen = screen;
  }

  draw({ rows }: Layout): void {
    const text = rows.join("\n");
    const before = this.#drawn;
    this.#drawn = text;
    if (before === undefined) this.#screen.write(text);
    else if (text.startsWith(before)) this.#screen.write(text.slice(before.length));
    else if (before.startsWith(text) && !before.slice(text.length).includes("\n"))
      this.#screen.write("\b \b".repeat(cellsOf(before.slice(text.length))));
    else this.#screen.write(`\n${text}`);
  }

  erase(): void {
    this.leave();
  }

  leave(): void {
    if (this.#drawn !== undefined) this.#screen.write("\n");
    this.#drawn = undefined;
  }

  forget(): void {
    this.#drawn = undefined;
  }
}
