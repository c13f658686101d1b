import { isBuiltin } from "node:module";
import { posix } from "node:path";
import type { Manifest } from "./manifest.ts";

/** Whom an import names. `file`: within the tree, relative to its root; for one of our packages, its source entry. */
export type Target =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "own-package"; readonly name: string; readonly path: string | undefined }
  | { readonly kind: "node"; readonly name: string }
  | { readonly kind: "third-party"; readonly name: string };

export function targetOf(from: string, specifier: string, manifests: readonly Manifest[]): Target {
  if (specifier.startsWith(".")) return { kind: "file", path: posix.join(posix.dirname(from), specifier) };
  if (isBuiltin(specifier)) return { kind: "node", name: specifier.replace(/^node:/, "") };
  const [first = "", second = ""] = specifier.split("/");
  const name = specifier.startsWith("@") ? `${first}/${second}` : first;
  const own = manifests.find((manifest) => manifest.name === name);
  if (own === undefined) return { kind: "third-party", name };
  return { kind: "own-package", name, path: own.entries.get(`.${specifier.slice(name.length)}`) };
}
