/** The most characters, as a reader counts them, of a title; fits a line of `session list` beside date and model. */
const maxLength = 60;
/** A cut at the end of a word may not cost more than so many characters. */
const maxLoss = 20;

/** The title of a session, from its first prompt: one line, cut at a word where there is one. */
export function titleOf(prompt: string): string {
  const line = prompt.replace(/\x1b\[[0-9;?]*[ -/]*[@-~]/g, "").replace(/[[\s\p{Cc}\p{Cf}]--[\u200D]]+/gv, " ").trim();
  if (line === "") return "Untitled";
  // Nothing behind this point can be in the title, and counting characters is slow on a pasted file.
  const characters = [...new Intl.Segmenter().segment(line.slice(0, 2000))].map(({ segment }) => segment);
  if (characters.length <= maxLength) return line;
  const kept = characters.slice(0, maxLength - 1);
  const space = kept.lastIndexOf(" ");
  const cut = characters[kept.length] === " " || space < kept.length - maxLoss ? kept.length : space;
  return `${kept.slice(0, cut).join("").trimEnd()}…`;
}
