import type { Config } from "@ainative-code/sdk/oclif";
import { bashScript } from "../core/completion/bash-script.ts";
import { fishScript } from "../core/completion/fish-script.ts";
import { shellWord } from "../core/completion/shell-word.ts";
import { zshScript } from "../core/completion/zsh-script.ts";
import { writeCompletion } from "../infra/completion/write-completion.ts";

export interface CompletionSetup {
  /** The file that the shell sources. */
  readonly script: string;
  /** What goes into the shell's start file. */
  readonly line: string;
}

/** What makes the static lists of commands and flags; where it is not installed, the program answers for them too. */
const staticLists = "autocomplete:create";

/** Writes the completion of a shell to the cache, and says what its start file needs. Throws `storage`. */
export async function setUpCompletion(config: Config, shell: "bash" | "zsh"): Promise<CompletionSetup> {
  const folder = `${config.cacheDir}/autocomplete`;
  const hasLists = config.findCommand(staticLists) !== undefined;
  if (hasLists) await config.runCommand(staticLists);
  const setup = hasLists ? shellWord(`${folder}/${shell}_setup`) : undefined;
  const script = `${folder}/${config.bin}.${shell}`;
  await writeCompletion(script, shell === "bash" ? bashScript(config.bin, setup) : zshScript(config.bin, setup));
  return { script, line: `[ -f ${shellWord(script)} ] && . ${shellWord(script)}` };
}

/** The script for fish, which has a folder of its own for it. */
export function fishCompletion({ bin }: Pick<Config, "bin">): string {
  return fishScript(bin);
}
