import { AinError } from "@ainative-code/sdk";
import type { Part } from "@ainative-code/sdk";
import type { Connection } from "./connection.ts";
import type { Database } from "./database.ts";
import { attachMedia, mediaHashes } from "./media.ts";
import type { Attachment } from "./media.ts";

const saveStatement = "INSERT INTO attachments (session_id, sha256, data) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

/** Keeps bytes once per session; they go with it. A repeated call changes nothing. */
export async function saveAttachments(
  connection: Connection,
  sessionId: string,
  attachments: readonly Attachment[],
): Promise<void> {
  for (const { sha256, data } of attachments) {
    await connection.query(saveStatement, [sessionId, sha256, data]);
  }
}

/** Puts the bytes of a session back into parts that were read, all of them by one query. */
export async function restoreAttachments(database: Database, sessionId: string, parts: readonly Part[]): Promise<void> {
  const hashes = mediaHashes(parts);
  if (hashes.length === 0) return;
  const rows = await database.read((connection) => connection.query<Attachment[]>(
    "SELECT sha256, data FROM attachments WHERE session_id = ? AND sha256 IN (SELECT value FROM json_each(?))",
    [sessionId, JSON.stringify(hashes)],
  ));
  const byHash = new Map(rows.map(({ sha256, data }) => [sha256, Buffer.from(data.buffer, data.byteOffset, data.byteLength)]));
  attachMedia(parts, (sha256) => {
    const bytes = byHash.get(sha256);
    if (bytes === undefined) throw missingAttachment(database.file, sessionId, sha256);
    return bytes;
  });
}

function missingAttachment(file: string, sessionId: string, sha256: string): AinError {
  return new AinError("storage", `An attachment of session ${sessionId} is missing in ${file}.`, {
    actions: ["Restore the database from a backup, or go on in a new session."],
    details: { sha256 },
  });
}
