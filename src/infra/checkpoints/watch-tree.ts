import type { Ledger } from "../../core/checkpoints/ledger.ts";
import type { TreeWatch, Seen } from "../../core/checkpoints/tree-watch.ts";
import { compareTrees } from "./compare-trees.ts";
import type { KeptFiles } from "./compare-trees.ts";
import { gitIndex } from "./git-index.ts";
import { sameStamp, scanTree, stampOf } from "./scan-tree.ts";
import type { ScanLimits } from "./scan-tree.ts";

export interface WatchOptions extends ScanLimits {
  /** Absolute, symlinks resolved. */
  readonly cwd: string;
  readonly ledger: () => Ledger;
  /** Bytes of a file whose content is kept. */
  readonly maxBytes: number;
  /** For git. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a command did, by size, time and mode of every file that is not ignored. */
export function watchTree(options: WatchOptions): TreeWatch {
  const { cwd, maxBytes, env } = options;
  const kept: KeptFiles = new Map();
  /** Then every look would take its time for nothing. */
  let isTooLarge = false;
  return {
    async before(known) {
      try {
        const ledger = options.ledger();
        await keepKnown(known, kept, ledger);
        if (isTooLarge) return async () => Promise.resolve(tooLarge);
        const since = Date.now();
        const [before, index] = [await scanTree(cwd, options), gitIndex(cwd)];
        isTooLarge = before === undefined;
        if (before === undefined) return async () => Promise.resolve(tooLarge);
        return async () => {
          const after = await scanTree(cwd, { ...options, maxMs: options.maxMs * 5 });
          return after === undefined
            ? tooLarge
            : compareTrees({ cwd, before, scanned: after, since, kept, index, ledger, maxBytes, env });
        };
      } catch (thrown) {
        const limit = thrown instanceof Error ? thrown.message : String(thrown);
        return async () => Promise.resolve({ events: [], limit });
      }
    },
  };
}

async function keepKnown(paths: Iterable<string>, kept: KeptFiles, ledger: Pick<Ledger, "keep">): Promise<void> {
  for (const path of paths) {
    const stamp = stampOf(path);
    if (stamp === undefined || sameStamp(kept.get(path)?.stamp, stamp)) continue;
    kept.set(path, { stamp, state: await ledger.keep(path) });
  }
}

const tooLarge: Seen = { events: [], limit: "the folder has too many files to look at each" };
