import type { Key } from "../../../app/line/open-terminal.ts";
import type { Clock } from "../../../core/clock.ts";
import type { LineEditor } from "./line-editor.ts";

/** Longer than a typist's pause between two keys, and than the wait for a look at what was asked. */
export const quietMs = 400;

/** What a key did at a question: answered it, entered a text that is for later, or was typed. */
export type Answered = { readonly letter: string } | { readonly entered: string } | "typed";

/**
 * A question that one key answers, asked of somebody who may be in the middle of typing something else: only a key that
 * stands alone is an answer, after some quiet and with nothing typed. Everything else belongs to the editor.
 */
export class Question {
  readonly #letters: readonly string[];
  readonly #editor: LineEditor;
  readonly #clock: Pick<Clock, "now">;
  #lastKeyAt: number;
  #typed = false;

  /** The question stands on the screen from now on. Enter is the first letter. */
  constructor(letters: readonly string[], editor: LineEditor, clock: Pick<Clock, "now">) {
    this.#letters = letters;
    this.#editor = editor;
    this.#clock = clock;
    this.#lastKeyAt = clock.now();
  }

  press(key: Key): Answered {
    const now = this.#clock.now();
    const quiet = now - this.#lastKeyAt >= quietMs;
    this.#lastKeyAt = now;
    const letter = quiet && this.#editor.text === "" ? this.#letterOf(key) : undefined;
    return letter === undefined ? this.#type(key) : { letter };
  }

  #letterOf(key: Key): string | undefined {
    if (key.kind === "text") return this.#letters.find((each) => each === key.text.toLowerCase());
    return key.kind === "key" && key.name === "enter" && !this.#typed ? this.#letters[0] : undefined;
  }

  #type(key: Key): Answered {
    const editor = this.#editor;
    const before = editor.text;
    const submitted = editor.press(key) === "submitted";
    this.#typed ||= editor.text !== before;
    return submitted && editor.text.trim() !== "" ? { entered: editor.take() } : "typed";
  }
}
