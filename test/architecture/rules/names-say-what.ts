import { manifestsOf } from "../source/manifest.ts";
import { sourcesOf } from "../source/tree.ts";
import { isShipped } from "../source/zone.ts";
import type { Rule } from "./rule.ts";

const dumps = /(^|\/)(utils?|helpers?|common|types|misc|shared|lib|constants|interfaces)(\/|\.[cm]?[jt]s$)/;

/** Files are named after the one thing they do. No dumps, and no barrels but the entries that a package.json names. */
export const namesSayWhat: Rule = (tree) => {
  const entries = new Set(manifestsOf(tree).flatMap((one) => [...one.entries.values()]));
  return sourcesOf(tree)
    .filter(({ path }) => isShipped(path))
    .flatMap(({ path, isBarrel }) => [
      ...(dumps.test(path) ? [`${path}: named after nothing it does`] : []),
      ...(isBarrel && !entries.has(path) ? [`${path}: only passes on what others export`] : []),
    ]);
};
