/**
 * A second, simple reading of a vendor's wire format that the provider is compared with. It works on whole answers, knows
 * nothing of chunks and events, and shares no code with the provider.
 */
export interface Dialect {
  /** The payloads of the complete events in a body; one that can't be parsed is the string it came as. */
  payloads(body: string): readonly unknown[];
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
}
