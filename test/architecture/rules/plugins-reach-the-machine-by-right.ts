import { type Edge, complaint, edgesOf } from "../source/edges.ts";
import { type Manifest, manifestsOf } from "../source/manifest.ts";
import { pureNode } from "./pure-node.ts";
import type { Rule } from "./rule.ts";

/** Tools reach the machine through their context's ports alone; other plugins start processes only if they say so. */
export const pluginsReachTheMachineByRight: Rule = (tree) => {
  const manifests = manifestsOf(tree);
  return edgesOf(tree).flatMap((edge) => {
    const owner = manifests.find((one) => one.folder !== "" && edge.from.startsWith(`${one.folder}/`));
    const law = edge.zone === "plugin" && owner !== undefined ? brokenLaw(edge, owner) : undefined;
    return law === undefined ? [] : [complaint(edge, law)];
  });
};

function brokenLaw({ target }: Edge, owner: Manifest): string | undefined {
  if (target.kind !== "node" || pureNode.has(target.name)) return undefined;
  if (owner.toolModules.length > 0) return "a plugin with tools reaches the machine through the tool context's ports only";
  if (target.name === "child_process" && !owner.spawns) return "a plugin that starts processes declares the right `spawn`";
  return undefined;
}
