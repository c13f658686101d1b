import type { ErrorJson } from "./error.ts";
import type { ErrorEvent, FallbackEvent, RawEvent, RetryEvent, StreamEvent } from "./stream-event.ts";

/** What JSON can say. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [member: string]: JsonValue };

/**
 * A tape is a JSON Lines file: this header, then one `TapeEntry` per answered request, in the order they were asked.
 * It holds the whole conversation in the clear.
 */
export interface TapeHeader {
  /** The version of the format. */
  readonly tape: 1;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /**
   * The members of a request that must be the same when it is played; all of them if left out. A tape that travels to
   * machines with other instructions and other tools names `messages` only.
   */
  readonly compare?: readonly string[];
}

/**
 * An event as a tape keeps it: errors as JSON; no `raw`, and no `retry` or `fallback`, which belong to the host and not to
 * the answer.
 */
export type TapeEvent =
  | Exclude<StreamEvent, ErrorEvent | RetryEvent | FallbackEvent | RawEvent>
  | { readonly type: "error"; readonly error: ErrorJson };

/** One request and its whole answer, which ends with `finish` or `error`. */
export interface TapeEntry {
  /** See `canonicalRequest`. */
  readonly request: JsonValue;
  /** Unchanged but for the working folder, which stands as `tapeMark("cwd")`. */
  readonly events: readonly TapeEvent[];
}

/** Stands in an entry's events for the first path of a place; the player puts its own in. */
export function tapeMark(place: string): string {
  return `<tape:${place}>`;
}
