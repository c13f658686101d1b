import type { Risk } from "@ainative-code/sdk";

/** What a client is told of a tool's risk, in the words of the protocol. */
export function toolAnnotations(risk: Risk): Readonly<Record<string, boolean>> {
  if (risk === "read") return { readOnlyHint: true, openWorldHint: false };
  return { readOnlyHint: false, destructiveHint: true, openWorldHint: risk !== "write" };
}
