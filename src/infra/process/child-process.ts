import type * as ChildProcess from "node:child_process";

/** Node's module, loaded with the first command: an import at the top would make the first request wait 3 ms for it. */
export function childProcess(): typeof ChildProcess {
  return process.getBuiltinModule("node:child_process");
}
