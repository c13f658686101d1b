import type { Rules } from "../../core/context/rules.ts";
import { readBeginning } from "./read-beginning.ts";

/** Characters of all rules together: more would crowd out the work itself. */
const maxChars = 65_536;

/** Bytes of one file that are looked at: as many as so many characters and one more can take. */
const maxBytes = 4 * (maxChars + 1);

/** Throws for anything but a regular file. */
export async function rulesText(path: string): Promise<string> {
  return readBeginning(path, maxBytes);
}

/** Cuts rules to the bound, the last ones first in line; what is cut is told to `onNotice`. */
export function boundedRules(found: readonly Rules[], onNotice: (text: string) => void): readonly Rules[] {
  let room = maxChars;
  const kept: Rules[] = [];
  for (const rules of found.toReversed()) {
    const whole = rules.text.length <= room;
    if (!whole) {
      onNotice(
        `${rules.path} is used up to its character ${room.toLocaleString("en-US")}: rules may have ${maxChars.toLocaleString("en-US")} together.`,
      );
    }
    if (whole) kept.unshift(rules);
    else if (room > 0) {
      kept.unshift({ ...rules, text: `${rules.text.slice(0, room)}\n[… the rest of this file is left out: it is too long …]` });
    }
    room -= Math.min(rules.text.length, room);
  }
  return kept;
}
