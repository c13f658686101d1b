import type { Contribution, PluginProblem } from "./contributions.ts";
import { bringerOf } from "./endpoint-contributions.ts";

/** A problem for each contribution whose id another one of its kind has too. */
export function duplicates(contributions: readonly Contribution[]): readonly PluginProblem[] {
  return contributions.flatMap((one) => {
    const other = contributions.find((another) => another !== one && another.kind === one.kind && another.id === one.id);
    if (other === undefined) return [];
    const what = `brings the ${one.kind} "${one.id}"`;
    const isNamed = [one, other].some(({ endpoint }) => endpoint !== undefined);
    if (isNamed) {
      return [{ plugin: one.plugin, message: `${what}, and so does ${bringerOf(other)}: give the endpoint another name` }];
    }
    const message = other.plugin === one.plugin ? `${what} twice` : `${what}, and so does ${other.plugin}: uninstall one of them`;
    return [{ plugin: one.plugin, message }];
  });
}
