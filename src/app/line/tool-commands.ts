import { AinError } from "@ainative-code/sdk";
import type { Config } from "@ainative-code/sdk/oclif";
import { splitCommand } from "../../core/auth/split-command.ts";

/** A command of a plugin that can be run inside a conversation. */
export interface ToolCommand {
  /** As it is typed: `zerodb memory store`. */
  readonly words: string;
  readonly summary: string;
}

/** The commands that are tools, by their manifests; nothing of them is loaded. */
export function toolCommands(config: Config): readonly ToolCommand[] {
  return config.commands
    .filter((command) => Reflect.get(command, "tool") !== undefined && !command.aliases.includes(command.id) && !command.hidden)
    .map(({ id, summary, description }) => ({
      words: id.replaceAll(":", " "),
      summary: (summary ?? description ?? "").split("\n", 1)[0] ?? "",
    }))
    .toSorted((a, b) => (a.words < b.words ? -1 : 1));
}

/**
 * Runs a command line whose first words name such a command, as a shell would part it, inside this process. `undefined`
 * where they name none. Throws what the command fails with.
 */
export async function runToolCommand(
  config: Config,
  line: string,
  signal: AbortSignal,
  onOutput: (text: string) => void,
): Promise<boolean> {
  const split = splitCommand(line);
  const known = new Set(toolCommands(config).map(({ words }) => words));
  const typed = "words" in split ? split.words : line.trim().split(/\s+/);
  const length = typed.findLastIndex((_, index) => known.has(typed.slice(0, index + 1).join(" "))) + 1;
  if (length === 0) return false;
  if ("why" in split) throw new AinError("invalid-input", `This is a command line which ${split.why}.`);
  const command = config.findCommand(typed.slice(0, length).join(":"), { must: true });
  const { runInProcess } = await import("@ainative-code/sdk/command");
  const { data, output, error } = await runInProcess(await command.load(), typed.slice(length), config, { signal, onOutput });
  if (error !== undefined) throw error;
  if (output === "" && data !== undefined && data !== null) onOutput(`${JSON.stringify(data, undefined, 2)}\n`);
  return true;
}
