import type { PluginManifest } from "@ainative-code/sdk";
import { checkManifest } from "./check-manifest.ts";
import type { CheckedPlugin, Contribution, Contributions, PluginFacts, PluginProblem } from "./contributions.ts";
import { duplicates } from "./duplicates.ts";

/**
 * Reads what plugins declare. A plugin whose manifest is not lawful is left out and named in `problems`; two plugins
 * that bring one id are both kept here and refused when that id is asked for.
 */
export function readContributions(plugins: readonly PluginFacts[]): Contributions {
  const checked: CheckedPlugin[] = [];
  const problems: PluginProblem[] = [];
  for (const facts of plugins) {
    if (facts.ainative === undefined) continue;
    const result = checkManifest(facts.ainative);
    if (result.manifest === undefined) problems.push({ plugin: facts.name, message: result.problem });
    else checked.push({ facts, manifest: result.manifest });
  }
  const contributions = checked
    .flatMap(({ facts, manifest }) => contributionsOf(facts.name, manifest))
    .toSorted((a, b) => compare(a.id, b.id) || compare(a.plugin, b.plugin));
  return { plugins: checked, contributions, problems: [...problems, ...duplicates(contributions)] };
}

function contributionsOf(plugin: string, manifest: PluginManifest): readonly Contribution[] {
  return [
    ...(manifest.providers ?? []).map(({ id, module, secrets = [] }) => ({ kind: "provider" as const, id, plugin, module, secrets })),
    ...(manifest.tools ?? []).map(({ name, module }) => ({ kind: "tool" as const, id: name, plugin, module, secrets: [] })),
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
