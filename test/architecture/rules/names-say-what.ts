import { sourcesOf } from "../source/tree.ts";
import { isShipped } from "../source/zone.ts";
import type { Rule } from "./rule.ts";

const dumps = /(^|\/)(utils?|helpers?|common|types|misc|shared|lib|constants|interfaces)(\/|\.[cm]?[jt]s$)/;

const publicEntry = /^plugins\/[^/]+\/src\/(\w+\/)?index\.ts$/;

/** Files are named after the one thing they do. No dumps, and no barrels but a package's public entry. */
export const namesSayWhat: Rule = (tree) =>
  sourcesOf(tree)
    .filter(({ path }) => isShipped(path))
    .flatMap(({ path, isBarrel }) => [
      ...(dumps.test(path) ? [`${path}: named after nothing it does`] : []),
      ...(isBarrel && !publicEntry.test(path) ? [`${path}: only passes on what others export`] : []),
    ]);
