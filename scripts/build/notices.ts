import type { Metafile } from "esbuild";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "./workspace.ts";

/** The licences of all packages that were inlined into bundles; `undefined` where there is none. */
export function noticesOf(metafiles: readonly Metafile[]): string | undefined {
  const inputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)));
  const folders = new Set(inputs.flatMap((path) => packageFolder(path) ?? []));
  if (folders.size === 0) return undefined;
  return `The files of this folder contain parts of these packages.\n\n${[...folders].sort().map(noticeOf).join("\n")}`;
}

/** The folder of the installed package a file is of. A path from a plugin of esbuild begins with the plugin's name. */
function packageFolder(path: string): string | undefined {
  const folder = /[^:]*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
  return folder === undefined ? undefined : resolve(root, folder);
}

function noticeOf(path: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as Record<string, string>;
  const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? "" : readFileSync(join(path, file), "utf8").trim();
  return `${"-".repeat(80)}\n${name} ${version} (${license ?? "licence not stated"})\n\n${text}\n`;
}
