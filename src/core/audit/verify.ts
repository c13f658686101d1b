import type { AuditHead, AuditLog, AuditRow } from "./audit-log.ts";
import { firstPrev, hashOf } from "./chain.ts";

export interface Verdict {
  /** Rows that were looked at. */
  readonly rows: number;
  readonly fault?: Fault;
}

export interface Fault {
  /** The first row that is not what was written. */
  readonly seq: number;
  readonly what: "added" | "changed" | "removed" | "moved" | "replaced";
  /** A sentence. */
  readonly message: string;
}

const pageSize = 1000;

/** The smallest number a row can have in SQLite: whoever forges rows is not bound to count from 1. */
const smallest = -(2 ** 63);

/** Follows the chain from its beginning to the row that was written last, and stops at the first that breaks it. */
export async function verifyAudit(log: AuditLog): Promise<Verdict> {
  let last: AuditHead = { seq: 0, hash: firstPrev };
  for (;;) {
    const rows = await log.page(last.seq === 0 ? smallest : last.seq + 1, pageSize);
    for (const row of rows) {
      const fault = faultOf(row, last, row.seq + rows.length);
      if (fault !== undefined) return { rows: last.seq + 1, fault };
      last = row;
    }
    // Read after the rows: others go on writing, each time rows and note at once.
    const head = await log.head();
    if (rows.length > 0 && (head?.seq ?? 0) > last.seq) continue;
    const fault = faultAtEnd(last, head);
    return fault === undefined ? { rows: last.seq } : { rows: last.seq, fault };
  }
}

function faultOf(row: AuditRow, last: AuditHead, near: number): Fault | undefined {
  const expected = last.seq + 1;
  if (row.seq < 1) return { seq: row.seq, what: "added", message: `Row ${row.seq} was put in: the first one is row 1.` };
  if (row.seq !== expected) return removed(expected);
  if (hashOf(row) !== row.hash) return changedOrMoved(row, near);
  if (row.prev === last.hash) return undefined;
  if (last.seq === 0) {
    return { seq: 1, what: "replaced", message: "Row 1 does not begin a chain: it was put in place of another." };
  }
  return replaced(last.seq);
}

/** A row that fits another place was moved from there. */
function changedOrMoved(row: AuditRow, rows: number): Fault {
  for (let seq = 1; seq <= rows; seq++) {
    if (seq !== row.seq && hashOf({ ...row, seq }) === row.hash) {
      return { seq: row.seq, what: "moved", message: `Row ${row.seq} was moved: it was written as row ${seq}.` };
    }
  }
  return { seq: row.seq, what: "changed", message: `Row ${row.seq} was changed after it was written.` };
}

function faultAtEnd(last: AuditHead, head: AuditHead | undefined): Fault | undefined {
  if (head === undefined) {
    const rows = last.seq === 0 ? ", and any rows with it" : "";
    return { seq: Math.max(last.seq, 1), what: "removed", message: `The note of the last row was removed${rows}.` };
  }
  if (last.seq < head.seq) return removed(last.seq + 1);
  return last.seq > head.seq || last.hash !== head.hash ? replaced(last.seq) : undefined;
}

function removed(seq: number): Fault {
  return { seq, what: "removed", message: `Row ${seq} was removed.` };
}

function replaced(seq: number): Fault {
  return { seq, what: "replaced", message: `Row ${seq} was put in place of another.` };
}
