import { AinError } from "@ainative-code/sdk";
import type { Contribution } from "./contributions.ts";

/** The contributions of one kind, and how to get at one. */
export interface ContributionSet<T> {
  /** Sorted by id. */
  list(): readonly Contribution[];
  /** Throws `plugin`, naming the plugin and the reason, where the module can't be loaded or is not what it says. */
  load(contribution: Contribution): Promise<T>;
}

/** The one contribution with this id. Throws `plugin`, naming both, where two plugins bring it. */
export function pickContribution<T>(set: ContributionSet<T>, id: string): Contribution | undefined {
  const [first, second] = set.list().filter((contribution) => contribution.id === id);
  if (first !== undefined && second !== undefined) {
    throw new AinError("plugin", `Two plugins bring the ${first.kind} "${id}": ${first.plugin} and ${second.plugin}.`, {
      actions: [`Uninstall one of them: ainative-code plugins uninstall ${second.plugin}`],
    });
  }
  return first;
}
