import type { AinError } from "@ainative-code/sdk";
import { toAinError } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import type { Redactor } from "../events/redact.ts";
import type { AuditEvent, AuditLog, TimedEvent } from "./audit-log.ts";

export interface AuditorParts {
  /** Opens the log where nobody has yet. */
  readonly open: () => Promise<AuditLog>;
  readonly clock: Pick<Clock, "now">;
  readonly redactor: Redactor;
  /** Told once, of the first row that could not be written. */
  readonly onProblem: (problem: AinError) => void;
  /** Told whenever there is something to write. */
  readonly onPending: () => void;
  /** Does something after a moment: rows that come together are written together. */
  readonly later: (task: () => void) => void;
}

/**
 * Gathers what is to be audited in memory until the log is open, and writes it behind whoever did it: what comes while
 * rows are being written goes into the next write together. Never throws, never holds anybody up.
 */
export class Auditor {
  readonly #parts: AuditorParts;
  #waiting: TimedEvent[] = [];
  #log: AuditLog | undefined;
  #writing: Promise<void> | undefined;
  #broken = false;
  #first: Promise<void> | undefined;

  constructor(parts: AuditorParts) {
    this.#parts = parts;
  }

  readonly record = (event: AuditEvent): void => {
    if (this.#broken) return;
    this.#waiting.push({ ...event, at: new Date(this.#parts.clock.now()).toISOString() });
    this.#parts.onPending();
    if (this.#log === undefined || this.#waiting.length > 1) return;
    this.#parts.later(() => void this.flush());
  };

  /** From now on rows are written as they come. What `first` finds out belongs to them. */
  opened(log: AuditLog, first: Promise<void>): void {
    this.#log = log;
    this.#first = first.then(async () => this.flush());
  }

  /** Writes what is waiting. What comes later waits for the log to be opened again. */
  async close(): Promise<void> {
    await this.settled();
    this.#log = undefined;
    this.#first = undefined;
  }

  /** Resolves when everything is on disk, also what was found out when the log was opened. */
  async settled(): Promise<void> {
    await this.flush();
    await this.#first;
  }

  /** Resolves when everything so far is on disk, or was told to be lost. Opens the log only where there is something to write. */
  async flush(): Promise<void> {
    if (this.#writing === undefined && this.#waiting.length > 0) {
      this.#writing = this.#write().finally(() => {
        this.#writing = undefined;
      });
    }
    await this.#writing;
  }

  async #write(): Promise<void> {
    try {
      this.#log ??= await this.#parts.open();
      while (this.#waiting.length > 0) await this.#log.append(this.#waiting.splice(0).map((event) => this.#clean(event)));
    } catch (thrown) {
      this.#broken = true;
      this.#waiting = [];
      this.#parts.onProblem(toAinError(thrown));
    }
  }

  #clean(event: TimedEvent): TimedEvent {
    return { ...event, detail: this.#parts.redactor.fields(event.detail) };
  }
}
