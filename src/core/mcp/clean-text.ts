/** Escape sequences, control characters but tab and newline, and marks that change the direction or hide text. */
const unseen =
  // the sequences first, so that their letters go with them
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|.)|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/** Words of a server, without what a person would not see, and no longer than `max` characters. */
export function cleanText(text: unknown, max: number): string {
  if (typeof text !== "string") return "";
  // A text that is far too long is cut first: to clean it whole would take its time.
  const clean = text.slice(0, max * 2).replaceAll("\r\n", "\n").replaceAll(unseen, "").trim();
  return clean.length <= max ? clean : `${clean.slice(0, max - 1)}…`;
}
