import type { Reach } from "../../app/chat.ts";
import { printable } from "../../app/printable.ts";
import type { Paper } from "./paper.ts";

/** The user sits before it and can stop it. Milliseconds. */
const timeoutMs = 24 * 60 * 60 * 1000;

/** Runs a command line of the user's own and shows what it prints; the model is not told. */
export async function runShell(command: string, machine: Reach["machine"], paper: Paper, signal: AbortSignal): Promise<void> {
  if (command.trim() === "") return;
  const { exitCode, signal: killed } = await machine.processes(signal, { unfenced: true }).run({
    command,
    timeoutMs,
    onOutput: (text) => {
      paper.print(printable(text));
    },
  });
  paper.endLine();
  if (exitCode !== 0) paper.print(`${paper.styles.bad(`(ended with ${exitCode ?? killed ?? "a signal"})`)}\n`);
}
