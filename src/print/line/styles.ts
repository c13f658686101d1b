import type { Colours } from "../../app/line/colours.ts";
import type { Looks } from "../../app/line/open-terminal.ts";

type Style = (text: string) => string;

/** How pieces of text look. Where there are no colours, what sets code and headings apart is kept as it was written. */
export interface Styles {
  readonly coloured: boolean;
  readonly strong: Style;
  readonly emphasis: Style;
  readonly struck: Style;
  readonly code: Style;
  readonly link: Style;
  readonly quiet: Style;
  readonly good: Style;
  readonly bad: Style;
  /** What stands at the end of a tool's line, by how it ended. */
  readonly marks: Readonly<Record<"ok" | "error" | "denied", string>>;
}

const sgr = (on: number, off: number): Style => (text) => `\x1b[${on}m${text}\x1b[${off}m`;
const plain: Style = (text) => text;

/** For a dark background. */
const dark: Styles = {
  coloured: true,
  strong: sgr(1, 22),
  emphasis: sgr(3, 23),
  struck: sgr(9, 29),
  code: sgr(36, 39),
  link: sgr(4, 24),
  quiet: sgr(2, 22),
  good: sgr(32, 39),
  bad: sgr(31, 39),
  marks: { ok: "\x1b[32m✓\x1b[39m", error: "\x1b[31m✗\x1b[39m", denied: "\x1b[33m⊘\x1b[39m" },
};

/** Cyan and yellow can hardly be read on white. */
const light: Styles = { ...dark, code: sgr(34, 39), marks: { ...dark.marks, denied: "\x1b[35m⊘\x1b[39m" } };

const uncoloured: Styles = {
  coloured: false,
  strong: plain,
  emphasis: plain,
  struck: plain,
  code: (text) => `\`${text}\``,
  link: plain,
  quiet: plain,
  good: plain,
  bad: plain,
  marks: { ok: "✓", error: "✗", denied: "⊘" },
};

/** `colours` counts where there may be any. */
export function stylesOf({ colours: may, spoken }: Looks, colours: Colours = "dark"): Styles {
  if (may && colours !== "none") return colours === "light" ? light : dark;
  return spoken ? { ...uncoloured, marks: { ok: "Done:", error: "Failed:", denied: "Refused:" } } : uncoloured;
}
