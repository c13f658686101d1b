import { complaint, edgesOf } from "../source/edges.ts";
import { manifestsOf } from "../source/manifest.ts";
import type { Rule } from "./rule.ts";

const sdk = "@ainative-code/sdk";
const law = "provider-kit imports the SDK only";

export const providerKitKnowsTheSdk: Rule = (tree) => [
  ...edgesOf(tree)
    .filter(({ zone, target, targetZone }) => {
      if (zone !== "provider-kit") return false;
      return target.kind === "file" ? targetZone !== "provider-kit" : target.name !== sdk;
    })
    .map((edge) => complaint(edge, law)),
  ...manifestsOf(tree)
    .filter((one) => one.folder === "plugins/provider-kit")
    .flatMap((one) => [...one.dependencies, ...one.optionalDependencies, ...one.peerDependencies])
    .filter((name) => name !== sdk)
    .map((name) => `plugins/provider-kit/package.json depends on ${name}: ${law}`),
];
