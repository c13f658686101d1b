import type { ServerTool } from "./server-facts.ts";

/** Characters of all descriptions and schemas together: about 10,000 tokens, paid with every request. */
const maxChars = 40_000;

/** Whether so many tools are described in every request; else they are found by a search. */
export function fewEnough(tools: readonly ServerTool[], maxTools: number): boolean {
  if (tools.length > maxTools) return false;
  let chars = 0;
  for (const { name, description, input } of tools) {
    chars += name.length + description.length + JSON.stringify(input).length;
    if (chars > maxChars) return false;
  }
  return true;
}
