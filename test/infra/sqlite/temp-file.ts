import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A path in a new folder; the folder goes with the temporary home of the run. */
export function tempFile(name = "sessions.db"): string {
  return join(mkdtempSync(join(tmpdir(), "store-")), name);
}
