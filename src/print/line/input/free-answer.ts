import type { Terminal } from "../../../app/line/open-terminal.ts";
import type { AppendView } from "./append-view.ts";
import type { InputView } from "./input-view.ts";
import { layoutOf } from "./layout.ts";
import { LineEditor } from "./line-editor.ts";

export interface AnswerPlace {
  readonly terminal: Pick<Terminal, "columns" | "onKey" | "onResize">;
  readonly view: InputView | AppendView;
  /** Rows are broken as the screen breaks them. */
  readonly wraps: boolean;
  /** Stands before what is typed. */
  readonly label: string;
}

/** Waits for a text that answers a question, which may be empty; `undefined` on Ctrl+C and Esc, and when the signal aborts. */
export async function freeAnswer(
  { terminal, view, wraps, label }: AnswerPlace,
  signal: AbortSignal,
): Promise<string | undefined> {
  const editor = new LineEditor([]);
  const draw = (): void => {
    const columns = wraps ? terminal.columns : Infinity;
    view.draw(
      layoutOf({
        text: editor.text,
        cursor: editor.cursor,
        columns,
        prompt: label,
        shown: (character) => editor.shown(character),
      }),
    );
  };
  if (signal.aborted) return undefined;
  draw();
  terminal.onResize(draw);
  return new Promise((resolve) => {
    const done = (answer: string | undefined): void => {
      signal.removeEventListener("abort", onAbort);
      terminal.onKey(undefined);
      terminal.onResize(undefined);
      view.leave();
      resolve(answer);
    };
    const onAbort = (): void => done(undefined);
    signal.addEventListener("abort", onAbort, { once: true });
    terminal.onKey((key) => {
      const name = key.kind === "key" ? key.name : "";
      if (name === "ctrl+c" || name === "escape") done(undefined);
      else if (name === "enter") done(editor.text);
      else if (editor.press(key) === "changed") draw();
    });
  });
}
