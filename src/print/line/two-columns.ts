import { byWords } from "./by-words.ts";
import { cellsOf } from "./input/cells.ts";

/** Cells the right column needs to be read beside the left one; where there are fewer, it stands below. */
const leastRight = 36;
const indent = "  ";

/** What can be typed and what it means, for a screen this wide: no word is broken by its edge. */
export function twoColumns(rows: readonly (readonly [string, string])[], columns: number): readonly string[] {
  const width = Math.max(0, ...rows.map(([left]) => cellsOf(left)));
  const right = columns - indent.length - width - 2;
  if (right < leastRight) return rows.flatMap(([left, told]) => below(left, told, columns));
  return rows.flatMap(([left, told]) => {
    const [first = "", ...more] = byWords(told, right);
    const padded = left + " ".repeat(width - cellsOf(left));
    return [`${indent}${padded}  ${first}`.trimEnd(), ...more.map((text) => `${indent}${" ".repeat(width)}  ${text}`)];
  });
}

function below(left: string, told: string, columns: number): readonly string[] {
  const deeper = `${indent}${indent}${indent}`;
  const words = told === "" ? [] : byWords(told, columns - deeper.length);
  return [`${indent}${left}`.trimEnd(), ...words.map((text) => `${deeper}${text}`)];
}
