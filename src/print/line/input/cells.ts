/** Nothing in it needs a segmenter: one character, one code unit, one cell. */
const plain = /^[\x20-\x7e\n]*$/;

let segmenter: Intl.Segmenter | undefined;

/** The characters of a text as a reader counts them; the parts of an emoji or a letter with its accents stay together. */
export function charactersOf(text: string): readonly string[] {
  if (plain.test(text)) return text.split("");
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** How many cells of a terminal a text takes in one line. */
export function cellsOf(text: string): number {
  if (plain.test(text)) return text.length;
  return charactersOf(text).reduce((sum, character) => sum + cellsOfCharacter(character), 0);
}

function cellsOfCharacter(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return 0;
  if (code < 0x300) return character.endsWith("\ufe0f") ? 2 : 1;
  if (/^[\p{M}\p{Cf}]/u.test(character)) return 0;
  return isWide(code) || /\p{Emoji_Presentation}|\ufe0f/u.test(character) ? 2 : 1;
}

/** East Asian Wide and Fullwidth, by the blocks of Unicode 16; emoji are found by their property. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];

function isWide(code: number): boolean {
  return code >= 0x1100 && wide.some(([from, to]) => code >= from && code <= to);
}
