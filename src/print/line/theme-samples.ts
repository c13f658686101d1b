import type { Theme } from "../../app/line/colours.ts";
import { stylesOf } from "./styles.ts";

const looks = { moves: true, colours: true, spoken: false };

/** A line in the colours of each theme that has some of its own. */
export const themeSamples: Readonly<Partial<Record<Theme, string>>> = {
  dark: sample("dark"),
  light: sample("light"),
  none: sample("none"),
};

function sample(theme: Exclude<Theme, "auto">): string {
  const { strong, code, good, bad, quiet, marks } = stylesOf(looks, theme);
  return [
    strong("Heading"),
    code("code"),
    good("+ added"),
    bad("- removed"),
    quiet("aside"),
    `${marks.ok} ${marks.error} ${marks.denied}`,
  ].join("  ");
}
