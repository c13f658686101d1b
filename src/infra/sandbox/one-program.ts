import type { FencedStart } from "../../core/sandbox/fence.ts";

/** The words that start it for whoever can't hand on a descriptor: a shell opens the file in its place. */
export function asOneProgram({
  file,
  args,
  third,
}: Pick<FencedStart, "file" | "args" | "third">): readonly [string, ...string[]] {
  return third === undefined ? [file, ...args] : ["/bin/sh", "-c", 'exec "$@" 3<"$0"', third, file, ...args];
}
