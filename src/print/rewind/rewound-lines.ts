import { printable } from "../../app/printable.ts";
import { promptLine } from "./proposal-lines.ts";
import type { Rewound } from "../../core/checkpoints/rewinder.ts";

/** What has been done; `word` goes before `undo` and `redo` in the advice. */
export function rewoundLines(
  { files, left, chat, calls = [] }: Rewound,
  what: "undo" | "redo",
  shown: (path: string) => string,
  word = "/",
): readonly string[] {
  const done = [
    ...(files.length === 0
      ? []
      : [`${files.length} ${files.length === 1 ? "file" : "files"} ${what === "undo" ? "brought back" : "as before the undo"}`]),
    ...(chat ? [`the conversation goes on from ${what === "undo" ? "there" : "where it was"}`] : []),
  ];
  const byPlugins = calls.map(
    ({ by, what: input, told, failed }) => `${by} ${promptLine(input)}: ${failed ? "not taken back: " : ""}${told}`,
  );
  const sentence =
    done.length === 0
      ? "Nothing was changed."
      : `${upper(done.join(", "))}. Take it back: ${word}${what === "undo" ? "redo" : "undo"}`;
  return [sentence, ...byPlugins, ...left.map(({ path, why }) => `Left alone: ${shown(path)}: ${why}`)].map(printable);
}

function upper(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
