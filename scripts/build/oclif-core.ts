import { build, type Metafile, type Plugin } from "esbuild";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Package, root } from "./workspace.ts";

/** Where oclif's core stands inside the contract package, relative to its dist/. */
const place = "oclif-core/index.js";

/** The whole of oclif's core in one CommonJS file: 159 files cost three times as much to load. */
export async function bundleOclifCore(sdk: Package): Promise<Metafile> {
  const outfile = join(sdk.folder, "dist", place);
  const names = Object.keys(createRequire(join(sdk.folder, "package.json"))("@oclif/core") as object);
  mkdirSync(dirname(outfile), { recursive: true });
  writeFileSync(join(dirname(outfile), "package.json"), '{ "type": "commonjs" }\n');
  const result = await build({
    absWorkingDir: root,
    // Names, and not `*`: only then does esbuild write what Node's import needs to find them in CommonJS.
    stdin: { contents: `export { ${names.join(", ")} } from "@oclif/core";`, resolveDir: sdk.folder },
    outfile,
    bundle: true,
    minify: true,
    keepNames: true,
    format: "cjs",
    platform: "node",
    target: "node22",
    metafile: true,
    legalComments: "none",
    logLevel: "silent",
  });
  return result.metafile;
}

/** Makes `@oclif/core` an import of that file. */
export const useBundledCore: Plugin = {
  name: "use-bundled-core",
  setup(build) {
    build.onResolve({ filter: /^@oclif\/core$/ }, () => ({ path: `../${place}`, external: true }));
  },
};
