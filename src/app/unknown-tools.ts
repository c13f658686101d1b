import { didYouMean } from "../core/config/did-you-mean.ts";
import type { Policy } from "../core/permissions/policy.ts";

/** A sentence for each rule whose tool nobody brings. No error: the plugin that has it may be absent. */
export function unknownTools({ allow, deny }: Pick<Policy, "allow" | "deny">, tools: readonly string[]): readonly string[] {
  const known = new Set(tools.map((tool) => tool.toLowerCase()));
  const stray = [...allow, ...deny].filter(({ tool }) => !known.has(tool));
  return [...new Set(stray.map(({ text, tool }) => `The rule ${text} does nothing: there is no tool ${tool}.${hint(didYouMean(tool, tools))}`))];
}

function hint(meant: string | undefined): string {
  return meant === undefined ? "" : ` Did you mean ${meant}?`;
}
