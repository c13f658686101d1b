import type { ResolvedFile, ResolvedLine } from "./question.ts";
import { readLine } from "./shell/read-line.ts";
import type { ParseShell } from "./shell/shell-command.ts";
import type { CommandPart } from "./shell/shell-part.ts";

type Resolve = (path: string) => Promise<NonNullable<ResolvedFile["file"]>>;

/** A command line in its parts, its files resolved. Going to a folder inside the working folder is nothing to judge. */
export async function resolveLine(command: string, parse: ParseShell, resolve: Resolve): Promise<ResolvedLine> {
  const { parts, understood } = readLine(command, parse);
  const commands: CommandPart[] = [];
  const files: ResolvedFile[] = [];
  for (const part of parts) {
    if (part.kind !== "command") {
      files.push({ kind: part.kind, file: part.path === undefined ? undefined : await resolve(part.path) });
    }
    else if (part.enters === undefined || !(await resolve(part.enters)).inside) commands.push(part);
  }
  return { commands, files, understood, empty: understood && commands.length + files.length === 0 };
}
