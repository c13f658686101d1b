import type { JsonSchema, Rights } from "@ainative-code/sdk";
import { memberSchema } from "../config/config-family.ts";
import { isRecord } from "../config/is-record.ts";

/**
 * The schema of a plugin's settings with the marks that its rights call for, whether its author thought of them or not:
 * a setting that it declared a secret is one, and a project's file can't choose the host that a secret is sent to, nor
 * add or change anything in a map whose members name hosts or hold secrets.
 */
export function guardedSchema(schema: JsonSchema, rights: Rights): JsonSchema {
  const members = schema["properties"];
  if (!isRecord(members)) return schema;
  const { secrets = [], hosts = [] } = rights;
  const places = new Set(hosts.flatMap((pattern) => /^config:([^:]+)/.exec(pattern)?.[1] ?? []));
  const guarded = Object.entries(members).map(([name, member]): [string, unknown] => {
    if (!isRecord(member)) return [name, member];
    const inner = memberSchema(member);
    if (inner !== undefined) {
      return [name, { ...member, additionalProperties: guardedSchema(inner, rights), "x-user-only": true }];
    }
    const userOnly = places.has(name) && !Array.isArray(member["x-user-only"]);
    return [
      name,
      { ...member, ...(secrets.includes(name) ? { "x-secret": true } : {}), ...(userOnly ? { "x-user-only": true } : {}) },
    ];
  });
  return { ...schema, properties: Object.fromEntries(guarded) };
}
