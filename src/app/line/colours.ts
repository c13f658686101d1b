import type { Theme } from "../../core/config/ui-schema.ts";
import { isLightBackground } from "../../infra/terminal/light-background.ts";
import type { Environment } from "../environment.ts";
import type { Looks, Terminal } from "./open-terminal.ts";

export type { Theme } from "../../core/config/ui-schema.ts";

/** What colours are made for. */
export type Colours = Exclude<Theme, "auto">;

/** Milliseconds for the terminal's answer. A terminal of this machine takes one or two; over a slow line it is not worth more. */
const answerMs = 200;

/** Terminals that answer to questions by escape sequences; to others they would be text. */
const answering = /^(xterm|tmux|screen|rxvt|alacritty|foot|kitty|wezterm|ghostty|st-|vte|konsole|contour|iterm)/;

/** The colours for a theme. `auto`: by what the terminal says of its background, or its variable `COLORFGBG`; else dark. */
export async function coloursFor(
  theme: Theme,
  looks: Looks,
  { env }: Pick<Environment, "env">,
  terminal: Pick<Terminal, "background">,
): Promise<Colours> {
  if (!looks.colours) return "none";
  if (theme !== "auto") return theme;
  const background = /;(\d+)$/.exec(env["COLORFGBG"] ?? "")?.[1];
  if (background !== undefined) return lightNumbers.has(Number(background)) ? "light" : "dark";
  const colour = answering.test(env["TERM"] ?? "") ? await terminal.background(answerMs) : undefined;
  return colour !== undefined && isLightBackground(colour) === true ? "light" : "dark";
}

/** Of the 16 colours, those that are white. */
const lightNumbers: ReadonlySet<number> = new Set([7, 15]);
