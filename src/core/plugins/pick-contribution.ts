import { AinError } from "@ainative-code/sdk";
import type { Contribution, RefusedContribution } from "./contributions.ts";
import { bringerOf } from "./endpoint-contributions.ts";

/** The contributions of one kind, and how to get at one. */
export interface ContributionSet<T> {
  /** Sorted by id. */
  list(): readonly Contribution[];
  /** What plugins would bring whose manifest is not lawful. */
  refused(): readonly RefusedContribution[];
  /** Throws `plugin`, naming the plugin and the reason, where the module can't be loaded or is not what it says. */
  load(contribution: Contribution): Promise<T>;
}

/**
 * The one contribution with this id. Throws `plugin`, naming both, where two plugins bring it, and with the reason where
 * only a plugin does that was refused.
 */
export function pickContribution<T>(set: ContributionSet<T>, id: string): Contribution | undefined {
  const [first, second] = set.list().filter((contribution) => contribution.id === id);
  if (first !== undefined && second !== undefined) {
    throw twice(first, second);
  }
  const refused = set.refused().find((one) => one.id === id);
  if (first === undefined && refused !== undefined) {
    throw new AinError("plugin", `The plugin ${refused.plugin}, which brings the ${refused.kind} "${id}", ${refused.message}.`, {
      actions: ["Update it: ainative-code plugins update", "Or update ainative-code itself"],
    });
  }
  return first;
}

function twice(first: Contribution, second: Contribution): AinError {
  const setting = [first, second].find(({ endpoint }) => endpoint !== undefined);
  const what = setting === undefined ? "Two plugins bring" : "Two places bring";
  return new AinError("plugin", `${what} the ${first.kind} "${first.id}": ${bringerOf(first)} and ${bringerOf(second)}.`, {
    actions: [
      setting === undefined
        ? `Uninstall one of them: ainative-code plugins uninstall ${second.plugin}`
        : `Give the endpoint another name: ainative-code config edit`,
    ],
  });
}
