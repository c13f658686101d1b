import type { Provider, Tool } from "@ainative-code/sdk";
import type { Contribution, Contributions } from "../core/plugins/contributions.ts";
import { contributionSet } from "../core/plugins/late-contributions.ts";
import { loadProvider, loadTool, type ImportDefault } from "../core/plugins/load-module.ts";
import type { ContributionSet } from "../core/plugins/pick-contribution.ts";
import type { Registered } from "./register.ts";

type Kind = Contribution["kind"];

interface Sources {
  readonly contributions: Contributions;
  readonly registered: Registered;
  readonly importDefault: ImportDefault;
}

/** The providers of manifests, those made at run time, and the endpoints that the user has named. */
export function providerSet(sources: Sources, endpoints: readonly Contribution[]): ContributionSet<Provider> {
  const { contributions, registered, importDefault } = sources;
  const made = registered.providers.map(({ plugin, provider }) => ({
    contribution: madeBy("provider", plugin, provider.id),
    value: provider,
  }));
  const declared = [...ofKind(contributions.contributions, "provider"), ...endpoints];
  return contributionSet(
    declared,
    made,
    async (one) => loadProvider(one, importDefault),
    ofKind(contributions.refused, "provider"),
  );
}

/** The tools of manifests, those made at run time, and the commands that are tools. */
export function toolSet(
  sources: Sources,
  commands: readonly { readonly contribution: Contribution; readonly value: Tool }[],
): ContributionSet<Tool> {
  const { contributions, registered, importDefault } = sources;
  const made = registered.tools.map(({ plugin, tool }) => ({ contribution: madeBy("tool", plugin, tool.name), value: tool }));
  const declared = ofKind(contributions.contributions, "tool");
  return contributionSet(
    declared,
    [...made, ...commands],
    async (one) => loadTool(one, importDefault),
    ofKind(contributions.refused, "tool"),
  );
}

function ofKind<T extends { readonly kind: Kind }>(all: readonly T[], kind: Kind): readonly T[] {
  return all.filter((one) => one.kind === kind);
}

function madeBy(kind: Kind, plugin: string, id: string): Contribution {
  return { kind, id, plugin, module: undefined, secrets: [] };
}
