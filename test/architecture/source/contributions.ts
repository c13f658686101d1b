import { posix } from "node:path";
import type { Manifest } from "./manifest.ts";

/** The source files of the modules that manifests contribute: `./dist/a/b.js` is built from `src/a/b.ts`. */
export function contributionsOf(manifests: readonly Manifest[]): ReadonlyMap<string, "tool" | "provider"> {
  return new Map(
    manifests.flatMap(({ folder, toolModules, providerModules }) => [
      ...toolModules.map((module) => [sourceOf(folder, module), "tool"] as const),
      ...providerModules.map((module) => [sourceOf(folder, module), "provider"] as const),
    ]),
  );
}

function sourceOf(folder: string, module: string): string {
  return posix.join(folder, module.replace(/\bdist\//, "src/").replace(/\.js$/, ".ts"));
}
