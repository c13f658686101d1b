import { type Edge, complaint, edgesOf } from "../source/edges.ts";
import { type Manifest, manifestsOf } from "../source/manifest.ts";
import { pureNode } from "./pure-node.ts";
import type { Rule } from "./rule.ts";

/**
 * What touches nothing that a call has no permission for: node:vm and node:worker_threads give a regular expression of
 * the model's, and a page, a time limit; node:sqlite opens a file in a process that the context's port has started.
 */
const harmless: ReadonlySet<string> = new Set(["vm", "worker_threads", "sqlite"]);

/**
 * Tools reach the machine through their context's ports alone (and read the texts that ship beside their code); other
 * plugins start processes only if they say so. What only a `*-runner.ts` imports runs in a process that such a port has
 * started, behind its fence, and may look at files there.
 */
export const pluginsReachTheMachineByRight: Rule = (tree) => {
  const manifests = manifestsOf(tree);
  const edges = edgesOf(tree);
  return edges.flatMap((edge) => {
    const owner = manifests.find((one) => one.folder !== "" && edge.from.startsWith(`${one.folder}/`));
    const isMeant = edge.zone === "plugin" && !readsOnlyItsTexts(edge, tree.get(edge.from) ?? "") && !isFenced(edge, edges);
    const law = isMeant && owner !== undefined ? brokenLaw(edge, owner) : undefined;
    return law === undefined ? [] : [complaint(edge, law)];
  });
};

/** `readFileSync(new URL("./read.md", import.meta.url), …)` and nothing else of node:fs. */
function readsOnlyItsTexts({ import: one }: Edge, text: string): boolean {
  if (one.specifier !== "node:fs" || !text.includes(`import { readFileSync } from "node:fs";`)) return false;
  const calls = text.split("readFileSync(").slice(1);
  return calls.every((call) => /^new URL\("\.\/[\w-]+\.md", import\.meta\.url\)/.test(call));
}

function isFenced({ from, import: one }: Edge, edges: readonly Edge[]): boolean {
  return one.specifier === "node:fs" && isOfRunner(from, edges);
}

function isOfRunner(path: string, edges: readonly Edge[]): boolean {
  if (path.endsWith("-runner.ts")) return true;
  const importers = edges.filter(({ target }) => target.kind === "file" && target.path === path);
  return importers.length > 0 && importers.every(({ from }) => isOfRunner(from, edges));
}

function brokenLaw({ target }: Edge, owner: Manifest): string | undefined {
  if (target.kind !== "node" || pureNode.has(target.name) || harmless.has(target.name)) return undefined;
  if (owner.toolModules.length > 0) return "a plugin with tools reaches the machine through the tool context's ports only";
  if (target.name === "child_process" && !owner.spawns) return "a plugin that starts processes declares the right `spawn`";
  return undefined;
}
