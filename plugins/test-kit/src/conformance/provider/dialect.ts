/**
 * A second, simple reading of a vendor's wire format that the provider is compared with. It works on whole answers, knows
 * nothing of chunks and events, and shares no code with the provider.
 */
export interface Dialect {
  /**
   * The payloads of the complete events in a body; one that can't be parsed is the string it came as. `bytes` are the same
   * body, for formats that are no text.
   */
  payloads(body: string, bytes?: Uint8Array): readonly unknown[];
  /** The vendor's terminal mark of an answer that did not fail is among them. */
  isComplete(payloads: readonly unknown[]): boolean;
  /** An error is among them. */
  isFailed(payloads: readonly unknown[]): boolean;
  /** The visible text. */
  text(payloads: readonly unknown[]): string;
  /** The blocks of the answer that the vendor wants back in the next request. */
  blocks(payloads: readonly unknown[]): readonly unknown[];
  /** Those blocks as they stand in a request: between the first user's message and what followed the answer. */
  sentBlocks(body: unknown): readonly unknown[];
  /**
   * Whether a payload holds a piece of a call's arguments and neither its place among the others nor, later, the whole is
   * told. Left out: there are no such pieces.
   */
  isArgumentPiece?(payload: unknown): boolean;
}
