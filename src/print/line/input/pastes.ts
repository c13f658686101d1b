/** Longer pastes are shown by one mark. */
const maxLines = 10;

/** Codes that Unicode keeps free for the inner use of programs, so that nobody can have typed one. */
const firstMark = 0xfdd0;
const marks = 32;

export interface Pastes {
  /** What stands for a pasted text in the editor: itself, cleaned, or a mark. */
  fold(text: string): string;
  /** What is shown for a mark; `undefined` for any other character. */
  label(character: string): string | undefined;
  /** The text with what its marks stand for. */
  expand(text: string): string;
}

/** Keeps long pastes apart from the text they are pasted into, so that they can be passed over and removed as a whole. */
export function foldedPastes(): Pastes {
  const texts: string[] = [];
  const pasted = (character: string): string | undefined => texts[character.charCodeAt(0) - firstMark];
  return {
    fold(text) {
      const clean = cleaned(text);
      if (clean.split("\n").length <= maxLines || texts.length >= marks) return clean;
      return String.fromCharCode(firstMark + texts.push(clean) - 1);
    },
    label(character) {
      const text = pasted(character);
      return text === undefined ? undefined : `[pasted ${text.split("\n").length} lines]`;
    },
    expand: (text) => text.replaceAll(/[\ufdd0-\ufdef]/g, (character) => pasted(character) ?? ""),
  };
}

/** Line ends of one kind; nothing that moves a cursor; tabs as they are. */
function cleaned(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").replaceAll(/[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef]/g, "");
}
