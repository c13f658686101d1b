import { manifestsOf } from "../source/manifest.ts";
import { sourcesOf } from "../source/tree.ts";
import type { Rule } from "./rule.ts";

/**
 * Bundled plugins enter through package.json like everybody else. A string in src/ that is a plugin's package name, the
 * id of a provider, or begins like one of its environment variables, is knowledge of a vendor.
 */
export const srcNamesNoPlugin: Rule = (tree) => {
  const ids = manifestsOf(tree).flatMap((one) => one.providers);
  return sourcesOf(tree)
    .filter(({ path }) => path.startsWith("src/") || path.startsWith("bin/"))
    .flatMap(({ path, strings }) =>
      strings
        .filter(({ value }) => namesAPlugin(value, ids))
        .map(({ value, line }) => `${path}:${String(line)} names ${JSON.stringify(value)}: src/ names no plugin and no vendor`),
    );
};

function namesAPlugin(value: string, ids: readonly string[]): boolean {
  if (value.includes("@ainative-code/plugin-")) return true;
  return ids.some((id) => value === id || value.startsWith(`${id.toUpperCase().replaceAll("-", "_")}_`));
}
