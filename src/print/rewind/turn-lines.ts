import type { TurnFacts } from "../../core/checkpoints/turn-facts.ts";
import type { Styles } from "../line/styles.ts";
import { promptLine } from "./proposal-lines.ts";

/** The prompts one can go back to, numbered from 1. */
export function turnLines(turns: readonly TurnFacts[], styles: Pick<Styles, "quiet">): readonly string[] {
  return turns.map(({ prompt, files }, index) => {
    const [added, removed] = [sum(files.map((file) => file.added)), sum(files.map((file) => file.removed))];
    const counts = files.length === 0 ? "" : `  ${files.length} ${files.length === 1 ? "file" : "files"} +${added} -${removed}`;
    return `${String(index + 1).padStart(3)}  ${styles.quiet(prompt.at.slice(0, 16).replace("T", " "))}  ${promptLine(prompt.text)}${styles.quiet(counts)}`;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
