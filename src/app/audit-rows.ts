import { AinError } from "@ainative-code/sdk";
import type { AuditKind, AuditRow } from "../core/audit/audit-log.ts";
import { auditKinds } from "../core/audit/audit-log.ts";
import { verifyAudit } from "../core/audit/verify.ts";
import type { Verdict } from "../core/audit/verify.ts";
import type { Services } from "./services.ts";

export { auditKinds };
export type { Verdict };

/** A row with its detail as data. */
export type AuditEntry = Omit<AuditRow, "detail"> & { readonly detail: unknown };

export interface AuditQuestion {
  readonly limit: number;
  readonly kind?: AuditKind | undefined;
  /** A date or a moment as ISO 8601 writes it, or how long ago: `30m`, `2h`, `7d`. */
  readonly since?: string | undefined;
}

export async function auditEntries(services: Services, { since, ...filter }: AuditQuestion): Promise<readonly AuditEntry[]> {
  const log = await services.auditLog();
  const rows = await log.list({ ...filter, since: since === undefined ? undefined : momentOf(since, Date.now()) });
  return rows.map((row) => ({ ...row, detail: detailOf(row.detail) }));
}

export async function auditVerdict(services: Services): Promise<Verdict> {
  return verifyAudit(await services.auditLog());
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function momentOf(text: string, now: number): string {
  const [, count, unit = ""] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const ms = count === undefined ? Date.parse(text) : now - Number(count) * (units[unit] ?? 0);
  if (!Number.isNaN(ms)) return new Date(ms).toISOString();
  throw new AinError("invalid-input", `"${text}" is no moment.`, {
    actions: ["Write it as 2026-01-31, or how long ago: 30m, 2h, 7d"],
  });
}

/** A row that somebody has put in may hold anything: it is listed as it stands, and verifying names it. */
function detailOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { unreadable: text };
  }
}
