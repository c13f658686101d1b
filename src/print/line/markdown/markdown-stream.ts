import type { Styles } from "../styles.ts";
import { lineHead } from "./line-head.ts";
import type { LineHead } from "./line-head.ts";
import { renderInline } from "./inline.ts";

/**
 * Markdown as it comes, made readable in a terminal: what can't change any more is given at once, so the cost of a piece
 * depends on the piece alone. Lines stay as long as they are: the terminal breaks them, and a selection copies them whole.
 */
export class MarkdownStream {
  readonly #styles: Styles;
  /** What has come and can't be told yet. */
  #rest = "";
  /** The beginning of the current line; `undefined` where the line has not begun. */
  #head: LineHead | undefined;
  #previous = "";
  #fence: string | undefined;

  constructor(styles: Styles) {
    this.#styles = styles;
  }

  /** What is to be printed now. */
  write(text: string): string {
    this.#rest += text;
    let out = "";
    for (;;) {
      const end = this.#rest.indexOf("\n");
      const line = end === -1 ? this.#rest : this.#rest.slice(0, end + 1);
      const taken = this.#takeLine(line);
      out += taken.text;
      this.#rest = this.#rest.slice(taken.length);
      if (end === -1 || taken.length < line.length) return out;
    }
  }

  /** What was held back; the text ends here. */
  end(): string {
    const isOpen = this.#rest !== "" || this.#head !== undefined;
    const out = isOpen ? this.write("\n").replace(/\n$/, "") : "";
    this.#fence = undefined;
    return out;
  }

  #takeLine(line: string): { readonly text: string; readonly length: number } {
    let text = "";
    let length = 0;
    if (this.#head === undefined) {
      const head = lineHead(line, this.#fence, this.#styles);
      if (head === undefined) return { text, length };
      this.#head = head;
      this.#fence = head.fence;
      this.#previous = "";
      text = head.text;
      ({ length } = head);
    }
    const body = this.#body(line.slice(length), this.#head);
    text += body.text;
    length += body.length;
    if (length === line.length && line.endsWith("\n")) this.#head = undefined;
    return { text, length };
  }

  #body(rest: string, { verbatim, close }: LineHead): { readonly text: string; readonly length: number } {
    if (rest === "") return { text: "", length: 0 };
    const rendered = verbatim ? { text: rest, taken: rest.length } : renderInline(rest, this.#previous, this.#styles);
    if (rendered.taken > 0) this.#previous = rest[rendered.taken - 1] ?? "";
    const { text } = rendered;
    return { text: text.endsWith("\n") ? `${text.slice(0, -1)}${close}\n` : text, length: rendered.taken };
  }
}
