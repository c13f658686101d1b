import { AinError } from "@ainative-code/sdk";
import { shownPath } from "../../../../app/shown-path.ts";
import type { Rewinder } from "../../../../core/checkpoints/rewinder.ts";
import { rewoundLines } from "../../../rewind/rewound-lines.ts";
import type { SlashContext } from "../slash-command.ts";
import type { Parts } from "./ask-and-go.ts";

/** What the conversation goes back with; what a crash has broken off is ended before. */
export async function openedRewinder({ chat, paper, services }: SlashContext): Promise<Rewinder> {
  const rewinder = await chat.rewinder();
  const resumed = await rewinder.resume();
  if (resumed !== undefined) {
    const lines = rewoundLines(resumed, resumed.move.what, (path) => shownPath(services.environment.cwd, path));
    paper.print(`What was broken off last time is done now:\n${lines.map((line) => `  ${line}`).join("\n")}\n`);
  }
  return rewinder;
}

/** Throws `invalid-input` for another word. */
export function partsOf(argument: string): Parts {
  if (argument === "" || argument === "both") return "both";
  if (argument === "files" || argument === "chat") return argument;
  throw new AinError("invalid-input", `"${argument}" is neither files nor chat nor both.`);
}
