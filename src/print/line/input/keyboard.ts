import { systemClock } from "../../../app/clock.ts";
import type { Key, Terminal } from "../../../app/line/open-terminal.ts";
import type { Clock } from "../../../core/clock.ts";
import type { AppendView } from "./append-view.ts";
import { byPieces } from "../by-words.ts";
import { freeAnswer } from "./free-answer.ts";
import type { InputView } from "./input-view.ts";
import { layoutOf } from "./layout.ts";
import type { LineEditor } from "./line-editor.ts";
import { Question } from "./question.ts";

/** What can stand in place of the word before the cursor. */
export interface Completion {
  /** Offset where that word begins. */
  readonly from: number;
  /** Whole words; one that ends with `/` or a space is gone on with. */
  readonly candidates: readonly string[];
}

export interface KeyboardOptions {
  readonly terminal: Pick<Terminal, "columns" | "onKey" | "onResize" | "write" | "suspend">;
  readonly editor: LineEditor;
  readonly view: InputView | AppendView;
  /** Rows are broken as the screen breaks them. */
  readonly wraps: boolean;
  readonly prompt: string;
  readonly complete: (text: string, cursor: number) => Promise<Completion | undefined>;
  /** Tells how long no key came; the system's unless given. */
  readonly clock?: Pick<Clock, "now">;
}

/** While the program works: what Ctrl+C and Esc do. */
export interface Interrupts {
  /** True where what was entered is done at once: then it does not wait. */
  atOnce?(text: string): boolean;
  /** Something was entered that waits now. */
  queued?(text: string): void;
  stop(): void;
  leave(): void;
}

/** What was entered while nobody read. */
interface Queued {
  readonly text: string;
  /** It was said to be kept as the next input. */
  readonly isNext: boolean;
}

/** The keys of a conversation: a text to enter, a question to answer, or a turn to wait for while what is typed is kept. */
export class Keyboard {
  readonly #options: KeyboardOptions;
  readonly #queue: Queued[] = [];
  #asksToLeave = false;
  #interrupts: Interrupts | undefined;
  #stopped = false;

  constructor(options: KeyboardOptions) {
    this.#options = options;
  }

  /** The next text entered; `undefined` when the person leaves. What was entered while nobody read comes first. */
  async read(): Promise<string | undefined> {
    const { terminal, view } = this.#options;
    this.release();
    const queued = this.#queue.shift()?.text;
    if (queued !== undefined) {
      this.show(queued);
      return queued;
    }
    this.#draw();
    terminal.onResize(() => this.#draw());
    return new Promise((resolve) => {
      const done = (entered: string | undefined): void => {
        terminal.onKey(undefined);
        terminal.onResize(undefined);
        view.leave();
        resolve(entered);
      };
      terminal.onKey((key) => this.#press(key, done));
    });
  }

  /**
   * Waits for one of these letters, typed alone and after some quiet; `undefined` on Ctrl+C. Enter is the first of them.
   * What is typed beside that is kept, as while a turn runs.
   */
  async choose(letters: readonly string[], signal: AbortSignal): Promise<string | undefined> {
    const { terminal, editor, clock = systemClock } = this.#options;
    return new Promise((resolve) => {
      const done = (letter: string | undefined): void => {
        this.#listenUnseen();
        signal.removeEventListener("abort", onAbort);
        resolve(letter);
      };
      const onAbort = (): void => done(undefined);
      signal.addEventListener("abort", onAbort, { once: true });
      const question = new Question(letters, editor, clock);
      const tell = this.#tellOfText();
      tell();
      terminal.onKey((key) => {
        if (key.kind === "key" && (key.name === "ctrl+c" || key.name === "escape")) {
          this.#takeBack();
          done(undefined);
          return;
        }
        const answered = question.press(key);
        if (answered === "typed") tell();
        else if ("letter" in answered) done(answered.letter);
        else this.#queue.push({ text: answered.entered, isNext: true });
      });
    });
  }

  /** Waits for a text that answers a question; `undefined` on Ctrl+C and Esc. What was typed before is kept for later. */
  async answer(label: string, signal: AbortSignal): Promise<string | undefined> {
    const { terminal, view, wraps } = this.#options;
    const answer = await freeAnswer({ terminal, view, wraps, label }, signal);
    this.#listenUnseen();
    return answer;
  }

  /** Until the next `read` or `release`, what is typed is kept, unseen. */
  keep(interrupts: Interrupts): void {
    this.#interrupts = interrupts;
    this.#stopped = false;
    this.#listenUnseen();
  }

  /** What was entered since for the model, up to the first command and to what was kept for later: it is not read any more. */
  takeWords(): readonly string[] {
    const waits = this.#queue.findIndex(({ text, isNext }) => isNext || /^\s*(\/(?!\/)|!)/.test(text));
    return this.#queue.splice(0, waits === -1 ? this.#queue.length : waits).map(({ text }) => text);
  }

  /** Nobody listens; keys stay where they are until somebody does. */
  release(): void {
    this.#interrupts = undefined;
    this.#options.terminal.onKey(undefined);
  }

  #listenUnseen(): void {
    const { terminal, editor } = this.#options;
    const interrupts = this.#interrupts;
    if (interrupts === undefined) {
      terminal.onKey(undefined);
      return;
    }
    terminal.onKey((key) => {
      const name = key.kind === "key" ? key.name : undefined;
      if (name === "ctrl+c" && this.#stopped) interrupts.leave();
      else if (name === "ctrl+c" || name === "escape") {
        this.#takeBack();
        interrupts.stop();
      } else if (editor.press(key) === "submitted" && editor.text.trim() !== "") {
        const text = editor.take();
        if (interrupts.atOnce?.(text) === true) return;
        this.#queue.push({ text, isNext: false });
        interrupts.queued?.(text);
      }
    });
  }

  /** A turn is stopped: what waited for its end is not sent, but can be changed and entered again. */
  #takeBack(): void {
    const { editor } = this.#options;
    this.#stopped = true;
    const texts = this.#queue.splice(0).map(({ text }) => text);
    if (texts.length === 0) return;
    const begun = editor.text === "" ? "" : "\n";
    editor.press({ kind: "key", name: "ctrl+home" });
    editor.press({ kind: "paste", text: texts.join("\n") });
    editor.replace(editor.cursor, editor.cursor, begun);
    editor.press({ kind: "key", name: "ctrl+end" });
  }

  /** Says once, when there is a text, why no letter answers: the text is not to be seen. */
  #tellOfText(): () => void {
    const { editor, terminal } = this.#options;
    let told = false;
    return () => {
      if (told || editor.text === "") return;
      told = true;
      terminal.write("\nWhat you type is kept as your next input; enter or delete it, then answer: ");
    };
  }

  #press(key: Key, done: (entered: string | undefined) => void): void {
    const { editor, terminal, view } = this.#options;
    const name = key.kind === "key" ? key.name : "";
    const asked = this.#asksToLeave;
    this.#asksToLeave = false;
    if (editor.label !== undefined) this.#edit(key, done);
    else if (name === "ctrl+r") {
      editor.search();
      this.#draw();
    } else if (name === "ctrl+d" && editor.text === "") done(undefined);
    else if (name === "ctrl+c") this.#clearOrLeave(asked, done);
    else if (name === "ctrl+l") {
      terminal.write("\x1b[2J\x1b[H");
      view.forget();
      this.#draw();
    } else if (name === "ctrl+z") {
      view.leave();
      terminal.suspend(() => this.#draw());
    } else if (name === "tab") void this.#complete();
    else this.#edit(key, done);
  }

  #edit(key: Key, done: (entered: string | undefined) => void): void {
    const { editor } = this.#options;
    const edited = editor.press(key);
    if (edited === "changed") this.#draw();
    if (edited !== "submitted" || editor.text.trim() === "") return;
    editor.press({ kind: "key", name: "ctrl+end" });
    this.#draw();
    done(editor.take());
  }

  #clearOrLeave(asked: boolean, done: (entered: string | undefined) => void): void {
    const { editor, terminal, view } = this.#options;
    if (editor.text === "" && asked) {
      done(undefined);
      return;
    }
    if (editor.text === "") {
      view.leave();
      terminal.write("Press Ctrl+C again to leave.\n");
      this.#asksToLeave = true;
    }
    editor.clear();
    this.#draw();
  }

  async #complete(): Promise<void> {
    const { editor, terminal, view, wraps } = this.#options;
    const { text, cursor } = editor;
    const completion = await this.#options.complete(text, cursor);
    if (completion === undefined || editor.text !== text || editor.cursor !== cursor) return;
    const { from, candidates } = completion;
    const common = commonStart(candidates);
    if (common.length > cursor - from) editor.replace(from, cursor, common);
    else if (candidates.length > 1) {
      view.leave();
      const shown = [...candidates.slice(0, 40), ...(candidates.length > 40 ? ["…"] : [])];
      terminal.write(`${byPieces(shown, wraps ? terminal.columns : Infinity, "  ").join("\n")}\n`);
    }
    this.#draw();
  }

  #draw(): void {
    const { editor, view, terminal, wraps, prompt } = this.#options;
    const columns = wraps ? terminal.columns : Infinity;
    view.draw(
      layoutOf({
        text: editor.text,
        cursor: editor.cursor,
        columns,
        prompt: editor.label ?? prompt,
        shown: (character) => editor.shown(character),
      }),
    );
  }

  /** Shows a text as if it had been entered now. */
  show(text: string): void {
    const { view, terminal, wraps, prompt } = this.#options;
    const columns = wraps ? terminal.columns : Infinity;
    view.draw(layoutOf({ text, cursor: text.length, columns, prompt, shown: (character) => character }));
    view.leave();
  }
}

/** What all of them begin with. */
function commonStart(words: readonly string[]): string {
  const [first = "", ...others] = words;
  let length = first.length;
  for (const word of others) while (!word.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
