import { statSync } from "node:fs";
import { resolve } from "node:path";
import { findProgram } from "../../infra/sandbox/find-program.ts";
import { realPathOf } from "../../infra/files/real-path-of.ts";
import type { StdioProgram } from "../../infra/mcp/stdio-transport.ts";

/**
 * What has to be seen of the machine's own `/tmp` for a server's program to be found there: of each file that its command
 * line names, the folder of `/tmp` that it lies in, for it loads others from around it. Sockets are no files.
 */
export function programFilesBelowTmp({ command, args, cwd, env }: StdioProgram): readonly string[] {
  const program = command.includes("/") ? command : findProgram(command, env["PATH"]);
  const named = [...(program === undefined ? [] : [program]), ...args].filter(
    (word) => word.includes("/") && isFile(resolve(cwd, word)),
  );
  const places = named.flatMap((word) => [word, realPathOf(cwd, word)]);
  return [...new Set(places.flatMap((path) => /^\/tmp\/[^/]+/.exec(path)?.slice(0, 1) ?? []))];
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    // What can't be looked at is nothing that the server could run.
    return false;
  }
}
