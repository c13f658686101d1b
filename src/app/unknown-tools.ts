import { didYouMean } from "../core/config/did-you-mean.ts";
import type { Policy } from "../core/permissions/policy.ts";
import { sameTool } from "../core/permissions/same-tool.ts";
import { unfencedTool } from "../core/permissions/unfenced-tool.ts";

/** A sentence for each rule whose tool nobody brings. No error: the plugin that has it may be absent. */
export function unknownTools(
  { allow, deny, ask = [] }: Pick<Policy, "allow" | "deny" | "ask">,
  tools: readonly string[],
): readonly string[] {
  const stray = [...allow, ...ask, ...deny].filter(
    (rule) => !rule.tool.startsWith("mcp__") && rule.tool !== unfencedTool && !tools.some((tool) => sameTool(rule.tool, tool)),
  );
  return [
    ...new Set(
      stray.map(({ text, tool }) => `The rule ${text} does nothing: there is no tool ${tool}.${hint(didYouMean(tool, tools))}`),
    ),
  ];
}

function hint(meant: string | undefined): string {
  return meant === undefined ? "" : ` Did you mean ${meant}?`;
}
