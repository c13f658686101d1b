import type { PluginManifest } from "@ainative-code/sdk";
import { isRecord } from "../config/is-record.ts";
import { checkManifest } from "./check-manifest.ts";
import type {
  CheckedPlugin,
  Contribution,
  Contributions,
  PluginFacts,
  PluginProblem,
  RefusedContribution,
} from "./contributions.ts";
import { duplicates } from "./duplicates.ts";

/**
 * Reads what plugins declare. A plugin whose manifest is not lawful is left out and named in `problems`,
 * what it would bring in `refused`; two plugins
 * that bring one id are both kept here and refused when that id is asked for.
 */
export function readContributions(plugins: readonly PluginFacts[]): Contributions {
  const checked: CheckedPlugin[] = [];
  const problems: PluginProblem[] = [];
  const refused: RefusedContribution[] = [];
  for (const facts of plugins) {
    if (facts.ainative === undefined) continue;
    const result = checkManifest(facts.ainative);
    if (result.manifest === undefined) {
      const problem = { plugin: facts.name, message: result.problem };
      problems.push(problem);
      refused.push(...claimsOf(facts.ainative).map((claim) => ({ ...claim, ...problem })));
    } else {
      checked.push({ facts, manifest: result.manifest });
    }
  }
  const contributions = checked
    .flatMap(({ facts, manifest }) => contributionsOf(facts.name, manifest))
    .toSorted((a, b) => compare(a.id, b.id) || compare(a.plugin, b.plugin));
  return { plugins: checked, contributions, refused, problems: [...problems, ...duplicates(contributions)] };
}

function contributionsOf(plugin: string, manifest: PluginManifest): readonly Contribution[] {
  return [
    ...(manifest.providers ?? []).map(({ id, module, secrets = [], needs = [], endpoints }) => {
      return {
        kind: "provider" as const,
        id,
        plugin,
        module,
        secrets,
        ...(needs.length === 0 ? {} : { needs }),
        ...(endpoints === undefined ? {} : { endpoints }),
      };
    }),
    ...(manifest.tools ?? []).map(({ name, module }) => ({ kind: "tool" as const, id: name, plugin, module, secrets: [] })),
  ];
}

/** What a manifest that is not lawful can still be understood to bring. */
function claimsOf(manifest: unknown): readonly Pick<Contribution, "kind" | "id">[] {
  if (!isRecord(manifest)) return [];
  const named = (list: unknown, key: string): readonly string[] =>
    (Array.isArray(list) ? list : []).flatMap((item: unknown) =>
      isRecord(item) && typeof item[key] === "string" ? [item[key]] : [],
    );
  return [
    ...named(manifest["providers"], "id").map((id) => ({ kind: "provider" as const, id })),
    ...named(manifest["tools"], "name").map((id) => ({ kind: "tool" as const, id })),
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
