import { type Edge, complaint, edgesOf } from "../source/edges.ts";
import { sourcesOf } from "../source/tree.ts";
import { zoneOf } from "../source/zone.ts";
import { pureNode } from "./pure-node.ts";
import type { Rule } from "./rule.ts";

const law = "the core knows the SDK and pure Node modules only";

/** Types count as knowing: a core that names a library's type can't do without the library. */
export const coreIsPure: Rule = (tree) => [
  ...edgesOf(tree)
    .filter((edge) => edge.zone === "core" && !isAllowed(edge))
    .map((edge) => complaint(edge, law)),
  ...sourcesOf(tree)
    .filter(({ path }) => zoneOf(path) === "core")
    .flatMap(({ path, globals }) =>
      globals
        .filter(({ name }) => name.startsWith("process"))
        .map(({ name, line }) => `${path}:${String(line)} uses ${name}: ${law}`),
    ),
];

function isAllowed({ target, targetZone }: Edge): boolean {
  switch (target.kind) {
    case "file":
      return targetZone === "core";
    case "node":
      return pureNode.has(target.name);
    case "own-package":
      return target.name === "@ainative-code/sdk";
    case "third-party":
      return false;
  }
}
