import { build, type Plugin } from "esbuild";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Bundle } from "./bundle.ts";
import { leanCore } from "./lean-core.ts";
import { type Package, root } from "./workspace.ts";
import { writeIfChanged } from "./write-if-changed.ts";

/** A package in one CommonJS file, relative to the dist/ of the contract. */
interface Single {
  readonly name: string;
  readonly place: string;
  /** A folder that finds the package. */
  readonly seenFrom: string;
}

/** Where oclif's core stands inside the contract package, relative to its dist/. */
const place = "oclif-core/index.js";

/** The whole of oclif's core in one CommonJS file: 159 files cost three times as much to load. */
export async function bundleOclifCore(sdk: Package): Promise<Bundle> {
  return bundleSingle(sdk, { name: "@oclif/core", place, seenFrom: sdk.folder });
}

/** The same for what oclif's own plugins load besides: 46 files of one function each. */
export async function bundleSemver(sdk: Package): Promise<Bundle> {
  return bundleSingle(sdk, { name: "semver", place: "semver/index.js", seenFrom: join(root, "node_modules/@oclif/plugin-plugins") });
}

async function bundleSingle(sdk: Package, { name, place, seenFrom }: Single): Promise<Bundle> {
  const outfile = join(sdk.folder, "dist", place);
  const require = createRequire(join(seenFrom, "package.json"));
  const names = Object.keys(require(name) as object);
  const { version } = require(`${name}/package.json`) as { version: string };
  const result = await build({
    absWorkingDir: root,
    // Names, and not `*`: only then does esbuild write what Node's import needs to find them in CommonJS.
    stdin: { contents: `export { ${names.join(", ")} } from "${name}";`, resolveDir: seenFrom },
    outfile,
    bundle: true,
    // Names stay: to keep them readable at run time otherwise costs more than short ones spare.
    minifySyntax: true,
    minifyWhitespace: true,
    plugins: [leanCore],
    format: "cjs",
    platform: "node",
    target: "node22",
    metafile: true,
    write: false,
    legalComments: "none",
    logLevel: "silent",
  });
  const packageJson = join(dirname(outfile), "package.json");
  // The host looks at the version before it lets a plugin that asks for the package use this one.
  writeIfChanged(packageJson, `${JSON.stringify({ type: "commonjs", version })}\n`);
  for (const { path, text } of result.outputFiles) writeIfChanged(path, text);
  return { metafile: result.metafile, files: [outfile, packageJson] };
}

/** Makes `@oclif/core` an import of that file. */
export const useBundledCore: Plugin = {
  name: "use-bundled-core",
  setup(build) {
    build.onResolve({ filter: /^@oclif\/core$/ }, () => ({ path: `../${place}`, external: true }));
  },
};
