import type { JsonSchema } from "@ainative-code/sdk";

/** One way in which a value does not fit its schema. It never quotes the value, which may be a secret. */
export interface Violation {
  /** JSON pointer of what is wrong; for an unknown or a missing key, of that key. The value itself is `""`. */
  readonly path: string;
  /** The keyword of JSON Schema that was broken. An unknown key is `additionalProperties`. */
  readonly keyword: string;
  /** A plain sentence that names the place, with a "Did you mean" where there is a close one. */
  readonly message: string;
}

/**
 * Everything in which `value` breaks `schema`, in the order of the value's members; empty when it fits. `at` is the
 * pointer of the value in something larger, put before every path. Throws where the schema itself is unusable.
 */
export type SchemaCheck = (schema: JsonSchema, value: unknown, at?: string) => readonly Violation[];
