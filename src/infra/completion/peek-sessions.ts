import { existsSync } from "node:fs";
import { withoutExperimentalWarning } from "../sqlite/driver/load-node-sqlite.ts";

export interface PeekedSession {
  readonly id: string;
  readonly title: string;
}

/**
 * The last sessions, those of `cwd` first, read straight from the file: opening the store would take ten times as long.
 * Nothing is written, and nobody is waited for. Throws what SQLite says.
 */
export function peekSessions(file: string, { cwd, limit }: { readonly cwd: string; readonly limit: number }): PeekedSession[] {
  if (!existsSync(file)) return [];
  const { DatabaseSync } = withoutExperimentalWarning(() => process.getBuiltinModule("node:sqlite"));
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database
      .prepare("SELECT id, title FROM sessions WHERE parent_session IS NULL ORDER BY cwd = ? DESC, updated_at DESC LIMIT ?")
      .all(cwd, limit);
    return rows.map(({ id, title }) => ({ id: String(id), title: String(title) }));
  } finally {
    database.close();
  }
}
