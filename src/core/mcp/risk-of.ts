import type { Risk } from "@ainative-code/sdk";
import { isRecord } from "../config/is-record.ts";

/**
 * What a tool may do at worst, by the hints of its server. They are a stranger's word, so only one that says both that it
 * changes nothing and that it reaches no further than its own data is taken for reading; what says nothing may do anything.
 */
export function riskOf(annotations: unknown): Risk {
  if (!isRecord(annotations)) return "execute";
  const { readOnlyHint: reads, destructiveHint: destroys, openWorldHint: open } = annotations;
  if (reads === true && destroys !== true) return open === false ? "read" : "network";
  return destroys === false ? "write" : "execute";
}
