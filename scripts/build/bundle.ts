import { build, type BuildOptions, type BuildResult, type Metafile } from "esbuild";
import { join } from "node:path";
import { inlineText } from "./inline-text.ts";
import { leaveOut } from "./leave-out.ts";
import { slimTypeorm } from "./slim-typeorm.ts";
import { type Package, root } from "./workspace.ts";
import { writeIfChanged } from "./write-if-changed.ts";

/** What CommonJS packages that are inlined expect to find. */
const commonJsBanner = `import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
`;

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node22",
  conditions: ["ainative-source"],
  legalComments: "none",
  logLevel: "silent",
  tsconfigRaw: {},
} satisfies BuildOptions;

const inMemory = { metafile: true, write: false } as const;

export interface Bundle {
  readonly metafile: Metafile;
  /** Absolute paths. */
  readonly files: readonly string[];
}

/**
 * Bundles the entry points of one package into its dist/. What the package promises to have installed stays an import;
 * everything else is inlined.
 */
export async function bundle(pkg: Package, entryPoints: readonly string[], options: BuildOptions = {}): Promise<Bundle> {
  const result = await unwritten(pkg, entryPoints, options);
  for (const file of result.outputFiles) {
    writeIfChanged(file.path, /__(commonJS|require)\b/.test(file.text) ? commonJsBanner + file.text : file.text);
  }
  return { metafile: result.metafile, files: result.outputFiles.map(({ path }) => path) };
}

/** The same, and nothing is written. */
export async function unwritten(pkg: Package, entryPoints: readonly string[], options: BuildOptions): Promise<BuildResult<typeof inMemory>> {
  return build({
    ...shared,
    entryPoints: entryPoints.map((path) => join(pkg.folder, "src", path)),
    outbase: join(pkg.folder, "src"),
    outdir: join(pkg.folder, "dist"),
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    external: installedWith(pkg),
    ...options,
    ...inMemory,
    plugins: [inlineText, leaveOut, slimTypeorm, ...(options.plugins ?? [])],
  });
}

function installedWith({ json }: Package): string[] {
  const names = Object.keys({ ...json.dependencies, ...json.optionalDependencies, ...json.peerDependencies });
  return names.flatMap((name) => [name, `${name}/*`]);
}
