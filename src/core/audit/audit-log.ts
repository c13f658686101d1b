/** What happened: see `docs/log-and-audit.md` for what the detail of each kind holds. */
export const auditKinds = ["key", "request", "answer", "approval", "tool", "hook", "config", "plugin"] as const;
export type AuditKind = (typeof auditKinds)[number];

export interface AuditEvent {
  readonly kind: AuditKind;
  /** Who did it: `user`, `model`, a plugin's package name, or one model as `provider/model`. */
  readonly actor: string;
  /** JSON. Never what was said, and no secret. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Takes note of something. Never throws and never waits. */
export type Audit = (event: AuditEvent) => void;

/** An event with its moment, ISO 8601, UTC. */
export interface TimedEvent extends AuditEvent {
  readonly at: string;
}

/** A row as it is kept: chained to the one before. `seq` counts from 1 without gaps. */
export interface AuditRow {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly actor: string;
  /** The event's detail as canonical JSON. */
  readonly detail: string;
  /** The hash of the row before; of the first, `firstPrev`. */
  readonly prev: string;
  readonly hash: string;
}

/** The last row there should be. */
export type AuditHead = Pick<AuditRow, "seq" | "hash">;

export interface AuditFilter {
  readonly limit: number;
  readonly kind?: AuditKind | undefined;
  /** ISO 8601, UTC. */
  readonly since?: string | undefined;
}

/** The audit log on disk. Every method may throw `storage`. */
export interface AuditLog {
  /** Appends all of them or none. Several processes may do so at once. */
  append(events: readonly TimedEvent[]): Promise<void>;
  /** The last ones, oldest first. */
  list(filter: AuditFilter): Promise<readonly AuditRow[]>;
  /** Rows from `seq` on, in order, at most `limit`. */
  page(seq: number, limit: number): Promise<readonly AuditRow[]>;
  /** The note of the last row, with `seq` 0 where none was written yet. `undefined`: somebody removed it. */
  head(): Promise<AuditHead | undefined>;
}
