/** The most characters, as a reader counts them, of a title; fits a line of `session list` beside date and model. */
const maxLength = 60;
/** Code units that are looked at. A character of a reader may have a dozen of them. */
const maxRead = 2000;
/** A cut at the end of a word may not cost more than so many characters. */
const maxLoss = 20;

/** Colours, cursor movements and the like (ECMA-48, control sequences). */
const terminalSequence = /\x1b\[[0-9;?]*[ -/]*[@-~]/g;
/** White space and what can't be seen, but the joiner within one emoji. */
const blank = /[[\s\p{Cc}\p{Cf}]--[\u200D]]+/gv;

/** The title of a session, from its first prompt: one line, cut at a word where there is one. */
export function titleOf(prompt: string): string {
  // A pasted file may be the prompt, and nothing far behind its beginning can be in the title.
  const line = prompt.trimStart().slice(0, maxRead).replace(terminalSequence, "").replace(blank, " ").trim();
  if (line === "") return "Untitled";
  // It has no more characters than units; the first use of a segmenter takes 3 ms.
  if (line.length <= maxLength) return line;
  const characters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  if (characters.length <= maxLength) return line;
  const kept = characters.slice(0, maxLength - 1);
  const space = kept.lastIndexOf(" ");
  const cut = characters[kept.length] === " " || space < kept.length - maxLoss ? kept.length : space;
  return `${kept.slice(0, cut).join("").trimEnd()}…`;
}
