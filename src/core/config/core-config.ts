import type { coreSchema } from "./schema.ts";

/** The type of the values of a schema, for the few keywords that the core's schema uses. */
type ValueOf<Schema> = Schema extends { enum: readonly (infer Word)[] }
  ? Word
  : Schema extends { type: "string" }
    ? string
    : Schema extends { type: "integer" | "number" }
      ? number
      : Schema extends { type: "boolean" }
        ? boolean
        : Schema extends { type: "array"; items: infer Item }
          ? readonly ValueOf<Item>[]
          : Schema extends { type: "object"; properties: infer Members }
            ? { readonly [Key in keyof Members]: MemberOf<Members[Key]> }
            : unknown;

/** A key without a default may be unset. */
type MemberOf<Schema> = Schema extends { default: unknown } | { properties: unknown }
  ? ValueOf<Schema>
  : ValueOf<Schema> | undefined;

/** The core's settings with their defaults. Plugins' sections are asked for by plugin. */
export type CoreConfig = Omit<ValueOf<typeof coreSchema>, "plugins">;
