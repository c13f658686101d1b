/** One thing that may stand at the cursor. */
export interface Choice {
  /** The whole word. One that ends with `/` or `=` goes on after it. */
  readonly value: string;
  /** A few words for shells that show them. */
  readonly description?: string | undefined;
}

/** What a command may say of its arguments and flags in `static completes`, by their names. */
export const valueKinds = ["model", "provider", "key-provider", "session", "config-key", "config-value", "setting"] as const;
export type ValueKind = (typeof valueKinds)[number];

export function isValueKind(kind: unknown): kind is ValueKind {
  return valueKinds.some((known) => known === kind);
}
