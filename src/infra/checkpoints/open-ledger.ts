import { existsSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { AinError } from "@ainative-code/sdk";
import { sameContent } from "../../core/checkpoints/file-state.ts";
import type { Ledger } from "../../core/checkpoints/ledger.ts";
import { fileError } from "../files/file-error.ts";
import { blobStore } from "./blob-store.ts";
import { ledgerFile } from "./ledger-file.ts";
import { lookAt } from "./look-at.ts";
import { placeState } from "./place-state.ts";

export interface LedgerOptions {
  /** Of this session, absolute; made when something is kept. */
  readonly folder: string;
  /** Bytes of a file whose content is kept. */
  readonly maxBytes: number;
}

/** The history of a session's files in a folder of its own. */
export function openLedger({ folder, maxBytes }: LedgerOptions): Ledger {
  const blobs = blobStore(join(folder, "blobs"));
  const file = ledgerFile(join(folder, "ledger.jsonl"));
  const telling = <T>(verb: string, path: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw fileError(error, verb, path);
    }
  };
  const store = (hash: string, bytes: Uint8Array): void => telling("keep a copy in", folder, () => blobs.put(hash, bytes));
  return {
    entries: () => telling("read", folder, () => file.read()),
    append: (entry, isSafe = false) => telling("write to", folder, () => file.append(entry, isSafe)),
    look: async (path) => lookAt(path, maxBytes),
    keep: async (path) => lookAt(path, maxBytes, store),
    store,
    async settled() {
      try {
        await blobs.settled();
      } catch (error) {
        throw fileError(error, "keep a copy in", folder);
      }
    },
    content: (hash) => blobs.get(hash),
    async place(path, from, to) {
      const bytes = to.kind === "file" ? blobs.get(to.hash) : undefined;
      if (to.kind === "file" && bytes === undefined) throw gone(path, folder);
      const check = async (): Promise<void> => {
        if (!sameContent(await lookAt(path, maxBytes), from)) {
          throw new AinError("stale-state", `${path} has just changed, and is left alone.`);
        }
      };
      try {
        await placeState({ path, to, bytes, check });
      } catch (error) {
        throw fileError(error, "bring back", path);
      }
    },
    removeEmpty(path) {
      try {
        rmdirSync(path);
      } catch {
        // Something is in it, or it is gone.
      }
    },
    missingFolders: (path) => missingAbove(path),
  };
}

function missingAbove(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path || existsSync(parent) ? [] : [...missingAbove(parent), parent];
}

function gone(path: string, folder: string): AinError {
  return new AinError("storage", `The content of ${path} is not in ${folder} any more, or is damaged.`, {
    actions: ["Leave this file out, or bring it back from elsewhere."],
  });
}
