import { openRawTerminal } from "../../infra/terminal/raw-terminal.ts";
import type { RawTerminal } from "../../infra/terminal/raw-terminal.ts";
import type { Environment } from "../environment.ts";

export type { Key } from "../../infra/terminal/key.ts";
export type Terminal = RawTerminal;

/** What the terminal can show, and what its user wants to see. */
export interface Looks {
  /** It moves its cursor where it is told to. */
  readonly moves: boolean;
  readonly colours: boolean;
  /** Words in place of marks, and nothing drawn twice: a program reads it out. */
  readonly spoken: boolean;
}

export function looksOf({ env }: Pick<Environment, "env">, screenReader: boolean): Looks {
  const dumb = (env["TERM"] ?? "dumb") === "dumb";
  const colours = !dumb && !screenReader && (env["NO_COLOR"] ?? "") === "";
  return { moves: !dumb && !screenReader, colours, spoken: screenReader };
}

/** Takes the terminal for a conversation. */
export function openTerminal({ env }: Pick<Environment, "env">): Terminal {
  return openRawTerminal({ smart: !/^(dumb|linux)?$/.test(env["TERM"] ?? "") });
}
