import type { Ledger } from "../../core/checkpoints/ledger.ts";
import type { FileState } from "../../core/checkpoints/file-state.ts";
import type { Stamp } from "./scan-tree.ts";

/** Bytes of files that are copied for one command because it moved them. */
const maxBytes = 64 * 1024 * 1024;

/** Files that a command has given another name, or other bits, and that are the same otherwise. */
export interface MovedFiles {
  /** The state of a file from before, its content taken from where it is now; `undefined` where it is nowhere, or too much. */
  before(stamp: Stamp): Promise<FileState | undefined>;
  /** Whether a file that stands here now stood elsewhere before. */
  isMoved(path: string): boolean;
}

/** `changed`: paths at which something is not as it was. */
export function movedFiles(
  changed: readonly string[],
  { before, after }: Record<"before" | "after", ReadonlyMap<string, Stamp>>,
  ledger: Pick<Ledger, "keep">,
): MovedFiles {
  const [were, are] = [byFile(changed, before), byFile(changed, after)];
  let room = maxBytes;
  return {
    async before(stamp) {
      const path = are.get(fileOf(stamp));
      if (path === undefined || stamp.size > room) return undefined;
      room -= stamp.size;
      const state = await ledger.keep(path);
      return state.kind === "file" && state.size === stamp.size
        ? { kind: "file", hash: state.hash, size: state.size, mode: stamp.mode }
        : undefined;
    },
    isMoved(path) {
      const stamp = after.get(path);
      return stamp !== undefined && were.has(fileOf(stamp));
    },
  };
}

function byFile(paths: readonly string[], tree: ReadonlyMap<string, Stamp>): ReadonlyMap<string, string> {
  return new Map(paths.flatMap((path) => {
    const stamp = tree.get(path);
    return stamp === undefined || stamp.target !== undefined ? [] : [[fileOf(stamp), path] as const];
  }));
}

/** The same file with the same content: what writes to it changes the time, and what copies it makes another file. */
function fileOf({ file, size, modified }: Stamp): string {
  return `${file} ${size} ${modified}`;
}
