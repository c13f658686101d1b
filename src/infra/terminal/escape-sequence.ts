import { keyNamed } from "./key.ts";
import type { Key } from "./key.ts";

/** By the last letter of a sequence `CSI … X` or `SS3 X`. */
const byLetter: Readonly<Record<string, string>> = {
  A: "up",
  B: "down",
  C: "right",
  D: "left",
  H: "home",
  F: "end",
  M: "enter",
  Z: "shift+tab",
};

/** By the number of a sequence `CSI n ~`. */
const byNumber: Readonly<Record<number, string>> = {
  1: "home",
  3: "delete",
  4: "end",
  5: "pageup",
  6: "pagedown",
  7: "home",
  8: "end",
};

/** By the number of the character, as the Kitty protocol and xterm's modifyOtherKeys tell it. */
const byCode: Readonly<Record<number, string>> = {
  8: "backspace",
  9: "tab",
  13: "enter",
  27: "escape",
  127: "backspace",
  57414: "enter",
};

/** The modifiers as all these protocols count them: 1 and a bit for each. */
const modifiers = [
  [4, "ctrl"],
  [2, "alt"],
  [1, "shift"],
] as const;

/** The key of a whole sequence `CSI parameters final`; `undefined` for one that no key sends, or that tells of its release. */
export function keyOfSequence(parameters: string, final: string): Key | undefined {
  const [first = [], second = [], third = []] = parameters.split(";").map((parameter) => parameter.split(":").map(Number));
  const [number = 0] = first;
  const [held = 1, event = 1] = second;
  if (event === 3) return undefined;
  if (final === "u") return keyOfCode(number, held);
  if (final === "~") return number === 27 ? keyOfCode(third[0] ?? 0, held) : named(byNumber[number], held);
  return named(byLetter[final], held);
}

function keyOfCode(code: number, held: number): Key | undefined {
  const name = byCode[code];
  if (name !== undefined) return named(name, held);
  if (code < 32 || code > 0x10ffff || (code >= 57344 && code <= 63743)) return undefined;
  const text = String.fromCodePoint(code);
  return (held - 1) % 64 > 1 ? named(text.toLowerCase(), held) : { kind: "text", text };
}

function named(name: string | undefined, held: number): Key | undefined {
  if (name === undefined) return undefined;
  const before = modifiers.filter(([bit]) => ((held - 1) & bit) !== 0).map(([, modifier]) => `${modifier}+`);
  return keyNamed(`${before.join("")}${name}`);
}
