import { resolve } from "node:path";
import { AinError } from "@ainative-code/sdk";
import { changeFolder } from "../infra/process/change-folder.ts";

/**
 * Goes to the folder that `--cwd` names on a command line, before anything looks at where we are. Throws `invalid-input`
 * where there is none.
 */
export function enterFolder(argv: readonly string[]): void {
  const folder = folderIn(argv);
  if (folder === undefined || folder === "") return;
  try {
    changeFolder(resolve(folder));
  } catch (cause) {
    throw new AinError("invalid-input", `There is no folder ${resolve(folder)} to work in.`, {
      actions: ["Check what --cwd says."],
      cause,
    });
  }
}

/** Flags of other kinds end before `--`; the last one counts. */
function folderIn(argv: readonly string[]): string | undefined {
  const end = argv.indexOf("--");
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.reduce<string | undefined>((found, word, index) => {
    if (word === "--cwd" || word === "-C") return words[index + 1] ?? found;
    return /^(?:--cwd=|-C(?=.))([^]*)$/.exec(word)?.[1] ?? found;
  }, undefined);
}
