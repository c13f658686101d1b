import { type Edge, complaint, edgesOf } from "../source/edges.ts";
import { manifestsOf } from "../source/manifest.ts";
import { pureNode } from "./pure-node.ts";
import type { Rule } from "./rule.ts";

const law = "the SDK imports nothing; only its /command and /oclif carry oclif's core, inlined at build";

/** The contract depends on nothing, in code and in its manifest. */
export const sdkKnowsNobody: Rule = (tree) => [
  ...edgesOf(tree)
    .filter((edge) => edge.zone === "sdk" && !isAllowed(edge))
    .map((edge) => complaint(edge, law)),
  ...manifestsOf(tree)
    .filter((one) => one.folder === "plugins/sdk")
    .flatMap((one) => [...one.dependencies, ...one.optionalDependencies, ...one.peerDependencies])
    .map((name) => `plugins/sdk/package.json depends on ${name}: ${law}`),
];

function isAllowed({ from, target, targetZone }: Edge): boolean {
  if (target.kind === "file") return targetZone === "sdk";
  const carriesOclif = /^plugins\/sdk\/src\/(command|oclif)\//.test(from);
  if (target.kind === "node") return carriesOclif && pureNode.has(target.name);
  return carriesOclif && target.name === "@oclif/core";
}
