import { AinError } from "@ainative-code/sdk";
import type { Part } from "@ainative-code/sdk";
import { piecesOf } from "../../core/context/own-command.ts";
import type { OwnCommand } from "../../core/context/own-command.ts";
import { newId } from "../../core/sessions/id.ts";
import type { Executor } from "../../core/tools/executor.ts";
import { attachments } from "../line/attach.ts";
import type { Reach } from "../chat.ts";

export interface Expanded {
  readonly text: string;
  /** The files that it names. */
  readonly parts: readonly Part[];
  readonly notices: readonly string[];
}

interface Runner {
  readonly reach: Reach;
  readonly executor: Pick<Executor, "execute">;
  readonly sessionId: string;
}

/**
 * What the model is told for a command: its arguments, the output of its command lines (each through the permission
 * rules) and the files that it names. Throws `permission-denied` where a line was refused.
 */
export async function expandCommand(
  command: OwnCommand,
  argument: string,
  runner: Runner,
  signal: AbortSignal,
): Promise<Expanded> {
  const pieces = piecesOf(command, argument);
  const texts: string[] = [];
  for (const piece of pieces) texts.push("text" in piece ? piece.text : await outputOf(piece.shell, command, runner, signal));
  // Files are named by the command and its arguments, never by what a command line prints.
  const said = pieces.map((piece) => ("text" in piece ? piece.text : "")).join(" ");
  return { text: texts.join(""), ...(await attachments(said, runner.reach, signal)) };
}

async function outputOf(
  line: string,
  { name }: OwnCommand,
  { executor, sessionId }: Runner,
  signal: AbortSignal,
): Promise<string> {
  const call = { type: "tool-call", id: newId(), name: "bash", input: { command: line } } as const;
  const { result } = await executor.execute(call, { sessionId, signal, onOutput: () => undefined });
  const output = result.content.map((part) => (part.type === "text" ? part.text : "")).join("\n");
  if (result.status !== "denied") return output.trimEnd();
  throw new AinError("permission-denied", `/${name} needs to run a command that was refused: ${line}\n${output}`, {
    actions: [`Allow it: --allowed-tools "bash(${line})", or allowed-tools in the head of the command's file`],
  });
}
