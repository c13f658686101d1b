import type { Config } from "@ainative-code/sdk/oclif";
import { bashScript } from "../core/completion/bash-script.ts";
import { fishScript } from "../core/completion/fish-script.ts";
import { powershellScript, powershellWord } from "../core/completion/powershell-script.ts";
import { shellWord } from "../core/completion/shell-word.ts";
import { shellIn, shells, shellSteps, type Shell } from "../core/completion/shell-steps.ts";
import { zshScript } from "../core/completion/zsh-script.ts";
import { writeCompletion } from "../infra/completion/write-completion.ts";
import type { Environment } from "./environment.ts";

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

/** The same for PowerShell, whose script asks the program for everything. Throws `storage`. */
export async function setUpPowershell(config: Config): Promise<CompletionSetup> {
  const script = `${config.cacheDir}/autocomplete/${config.bin}.ps1`;
  await writeCompletion(script, powershellScript(config.bin));
  return { script, line: `if (Test-Path ${powershellWord(script)}) { . ${powershellWord(script)} }` };
}

/** The script for fish, which has a folder of its own for it. */
export function fishCompletion({ bin }: Pick<Config, "bin">): string {
  return fishScript(bin);
}

export interface CompletionSteps {
  /** For the shell in use; for all where nobody knows which that is. */
  readonly setups: readonly { readonly shell: Shell; readonly lines: readonly string[] }[];
  readonly others: readonly Shell[];
}

/** What is to be run once. */
export function completionSteps(
  { bin }: Pick<Config, "bin">,
  { env, platform }: Pick<Environment, "env" | "platform">,
): CompletionSteps {
  const current = shellIn(env, platform === "win32");
  const meant = shells.filter((shell) => current === undefined || shell === current);
  const setups = meant.map((shell) => ({ shell, lines: shellSteps(shell, bin) }));
  return { setups, others: shells.filter((shell) => !meant.includes(shell)) };
}
