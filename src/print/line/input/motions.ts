import { charactersOf } from "./cells.ts";

/** Where a motion leads from an offset of a text. */
type Motion = (text: string, at: number) => number;

const word = /[\p{L}\p{N}_]/u;

/** As readline and editors have them. A motion to the end of a line that is there already goes on to the next line. */
export const motions: Readonly<Record<string, Motion>> = {
  left: (text, at) => at - (charactersOf(text.slice(0, at)).at(-1)?.length ?? 0),
  right: (text, at) => at + (charactersOf(text.slice(at))[0]?.length ?? 0),
  lineStart,
  lineEnd(text, at) {
    const end = text.indexOf("\n", at);
    if (end === -1) return text.length;
    return end === at ? at + 1 : end;
  },
  wordLeft: (text, at) => backwards(text, at, (character) => word.test(character)),
  wordRight(text, at) {
    let to = at;
    const characters = charactersOf(text.slice(at));
    const first = characters.findIndex((character) => word.test(character));
    if (first === -1) return text.length;
    const last = characters.findIndex((character, index) => index > first && !word.test(character));
    for (const character of characters.slice(0, last === -1 ? undefined : last)) to += character.length;
    return to;
  },
  blankLeft: (text, at) => backwards(text, at, (character) => /\S/.test(character)),
  textStart: () => 0,
  textEnd: (text) => text.length,
};

/** Over what does not belong to a word, then over what does. */
function backwards(text: string, at: number, belongs: (character: string) => boolean): number {
  const characters = charactersOf(text.slice(0, at)).toReversed();
  const first = characters.findIndex(belongs);
  if (first === -1) return 0;
  const end = characters.findIndex((character, index) => index > first && !belongs(character));
  return characters.slice(0, end === -1 ? undefined : end).reduce((offset, character) => offset - character.length, at);
}

export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}
