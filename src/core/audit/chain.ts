import { createHash } from "node:crypto";
import type { AuditHead, AuditRow, TimedEvent } from "./audit-log.ts";
import { canonicalJson } from "./canonical-json.ts";

/** What stands in place of a hash before the first row. */
export const firstPrev = "0".repeat(64);

/** The rows that follow `head`, each carrying the hash of the one before. */
export function chained(head: AuditHead | undefined, events: readonly TimedEvent[]): readonly AuditRow[] {
  let { seq, hash: prev } = head ?? { seq: 0, hash: firstPrev };
  return events.map(({ at, kind, actor, detail }) => {
    seq += 1;
    const unsealed = { seq, at, kind, actor, detail: canonicalJson(detail), prev };
    prev = hashOf(unsealed);
    return { ...unsealed, hash: prev };
  });
}

/** SHA-256, in hex, of the row's canonical JSON, which holds the hash before. */
export function hashOf({ seq, at, kind, actor, detail, prev }: Omit<AuditRow, "hash">): string {
  return createHash("sha256").update(canonicalJson({ seq, at, kind, actor, detail, prev })).digest("hex");
}
