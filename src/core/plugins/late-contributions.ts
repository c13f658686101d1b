import type { Contribution, RefusedContribution } from "./contributions.ts";
import type { ContributionSet } from "./pick-contribution.ts";

/**
 * The contributions of manifests together with those made at run time. The latter are known once `ainative:register`
 * has run, and carry their value with them.
 */
export function contributionSet<T>(
  declared: readonly Contribution[],
  made: readonly { readonly contribution: Contribution; readonly value: T }[],
  load: (contribution: Contribution) => Promise<T>,
  refused: readonly RefusedContribution[] = [],
): ContributionSet<T> {
  const values = new Map(made.map(({ contribution, value }) => [contribution, value]));
  const all = [...declared, ...values.keys()].toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return {
    list: () => all,
    refused: () => refused,
    load: async (contribution) => values.get(contribution) ?? (await load(contribution)),
  };
}
