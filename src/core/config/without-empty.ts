import type { JsonSchema } from "@ainative-code/sdk";
import { isRecord } from "./is-record.ts";

/**
 * A layer's values without the keys that stand there with nothing after them: a section whose lines are all commented
 * out is as good as not there. Unknown keys stay, to be told.
 */
export function withoutEmpty(value: unknown, schema: JsonSchema): unknown {
  const members = schema["properties"];
  if (!isRecord(value) || !isRecord(members)) return value;
  const filled = Object.entries(value).filter(([name, member]) => member !== null || !Object.hasOwn(members, name));
  return Object.fromEntries(
    filled.map(([name, member]) => {
      const inner = Object.hasOwn(members, name) ? members[name] : undefined;
      return [name, isRecord(inner) ? withoutEmpty(member, inner) : member];
    }),
  );
}
