import { AinError } from "@ainative-code/sdk";
import type { SqlFailure } from "./sql-request.ts";

/** Primary result codes of sqlite3.h, with what to do about them. */
const causes: Readonly<Record<number, readonly [sentence: string, action: string]>> = {
  5: ["is locked by another program", "Wait until that program is done with it, and try again."],
  6: ["is locked by another program", "Wait until that program is done with it, and try again."],
  8: ["was opened to be read only, and the statement changes it", "Say so with write: true, if the user wants the change."],
  11: ["is damaged", "Ask the user for another copy, or restore it with a shell command such as sqlite3 FILE .recover."],
  14: [
    "can't be opened",
    "Check that the file and its folder can be read; a database in WAL mode needs its -shm file or a folder to make it in.",
  ],
  23: [
    "can't be left for another file: ATTACH and VACUUM INTO are refused",
    "Ask each database by itself, or use a shell command.",
  ],
  26: ["is no SQLite database", "Check the path, or read the file with the tool read."],
};

/** What went wrong, as the error that the model is told. */
export function explained({ code, message }: SqlFailure, database: string, query: string | undefined): AinError {
  const known = causes[code];
  if (known !== undefined) return new AinError("invalid-input", `${database} ${known[0]}.`, { actions: [known[1]] });
  return new AinError("invalid-input", `The query failed: ${message}${placeOf(message, query ?? "")}.`, {
    actions: ["Correct it. Without a query you get the tables and their columns."],
  });
}

/** SQLite names the word it stumbled over; where that word is, if there is just one. */
function placeOf(message: string, query: string): string {
  const word = /near "(.+)": syntax error/s.exec(message)?.[1];
  if (word === undefined || query.split(word).length !== 2) return "";
  const lines = query.slice(0, query.indexOf(word)).split("\n");
  return ` (line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1})`;
}

export function assertOneStatement(rest: string): void {
  if (rest === "") return;
  throw new AinError("invalid-input", "There is more than one statement; nothing was run.", {
    actions: ["Send one statement a call."],
  });
}
