import { posix } from "node:path";
import { type Edge, complaint, edgesOf } from "../source/edges.ts";
import { type Manifest, manifestsOf } from "../source/manifest.ts";
import type { Rule } from "./rule.ts";

const contract: ReadonlySet<string> = new Set(["@ainative-code/sdk", "@ainative-code/provider-kit"]);
const law = "a plugin imports the SDK, provider-kit and its own dependencies, never src/ and never another plugin";

/** A plugin knows the contract and what its own manifest names; it could live in a repository of its own. */
export const pluginsKnowTheContract: Rule = (tree) => {
  const manifests = manifestsOf(tree);
  const isBroken = (edge: Edge): boolean => {
    const owner = manifests.find((one) => one.folder === folderOf(edge.from));
    return (edge.zone === "plugin" || edge.zone === "test-kit") && !(owner !== undefined && isAllowed(edge, owner));
  };
  return edgesOf(tree)
    .filter(isBroken)
    .map((edge) => complaint(edge, law));
};

function isAllowed({ from, target }: Edge, owner: Manifest): boolean {
  switch (target.kind) {
    case "file":
      return target.path.startsWith(`${folderOf(from)}/`);
    case "node":
      return true;
    case "own-package":
      return contract.has(target.name) && isDeclared(target.name, owner);
    case "third-party":
      return isDeclared(target.name, owner);
  }
}

function isDeclared(name: string, owner: Manifest): boolean {
  return [owner.dependencies, owner.optionalDependencies, owner.peerDependencies, owner.devDependencies].some((list) =>
    list.includes(name),
  );
}

function folderOf(path: string): string {
  return posix.join(...path.split("/").slice(0, 2));
}
