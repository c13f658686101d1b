import type { Metafile } from "esbuild";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { root } from "./workspace.ts";

/** The licences of all packages that were inlined into bundles; `undefined` where there is none. */
export function noticesOf(metafiles: readonly Metafile[]): string | undefined {
  const inputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)));
  // A path that a plugin of esbuild made begins with the plugin's name and may be absolute.
  const folders = new Set(inputs.flatMap((path) => /[^:]*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []).map((path) => relative(root, resolve(root, path))));
  if (folders.size === 0) return undefined;
  return `The files of this folder contain parts of these packages.\n\n${[...folders].sort().map(noticeOf).join("\n")}`;
}

/** Modules that the build's own plugins supply are named `namespace:path`, with an absolute path. */
function withoutNamespace(path: string): string {
  const plain = path.replace(/^[a-z-]+:/, "");
  return plain.startsWith(`${root}/`) ? plain.slice(root.length + 1) : plain;
}

function noticeOf(folder: string): string {
  const path = join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as Record<string, string>;
  const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? "" : readFileSync(join(path, file), "utf8").trim();
  return `${"-".repeat(80)}\n${name} ${version} (${license ?? "licence not stated"})\n\n${text}\n`;
}
