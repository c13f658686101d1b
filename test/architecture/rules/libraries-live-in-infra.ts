import { type Edge, complaint, edgesOf } from "../source/edges.ts";
import type { Rule } from "./rule.ts";

const own: ReadonlySet<string> = new Set(["@ainative-code/sdk"]);

/** The laws that plugins are held to: bundled into the CLI, and loaded when a plugin is verified. */
const laws = { name: "@ainative-code/test-kit", folder: "src/infra/conformance/" };

/**
 * Third-party packages live in infra, one adapter each. oclif is the frame the CLI stands in: commands, hooks and app
 * see it; boot hands over to it with a dynamic import and loads nothing of others before that.
 */
export const librariesLiveInInfra: Rule = (tree) =>
  edgesOf(tree)
    .filter((edge) => edge.from.startsWith("src/") && edge.zone !== "core" && !isAllowed(edge))
    .map((edge) => complaint(edge, lawFor(edge)));

function isAllowed({ from, zone, target, import: { dynamic, typeOnly } }: Edge): boolean {
  if (target.kind === "file" || target.kind === "node") return true;
  const isLaws = target.kind === "own-package" && target.name === laws.name && from.startsWith(laws.folder) && dynamic;
  if (target.kind === "own-package") return own.has(target.name) || isLaws;
  if (zone === "infra" || from.startsWith("src/tui/kit/")) return true;
  if (!target.name.startsWith("@oclif/")) return false;
  return zone !== "boot" || dynamic || typeOnly;
}

function lawFor({ zone, target }: Edge): string {
  if (target.kind === "own-package") return "src/ knows plugins by their manifests, and of our packages the SDK only";
  return zone === "boot" ? "boot loads no third-party package" : "third-party packages live in src/infra";
}
