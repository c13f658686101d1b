/** A request as it arrived. */
export interface JournalEntry {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is a JSON object, else `{}`. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Milliseconds since the epoch, when the body was complete. */
  readonly at: number;
  /** The connection ended before the answer had. */
  aborted: boolean;
}
