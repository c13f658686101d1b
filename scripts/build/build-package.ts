import type { Metafile, Plugin } from "esbuild";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Bundle, bundle, unwritten } from "./bundle.ts";
import { declare, hasTypes } from "./declarations.ts";
import { entryPointsOf } from "./entry-points.ts";
import { gather, gatheringsOf } from "./gather.ts";
import { lateBuiltins } from "./late-builtins.ts";
import { noticesOf } from "./notices.ts";
import { bundleOclifCore, bundleSemver, useBundledCore } from "./oclif-core.ts";
import { copyOclifTypes } from "./oclif-types.ts";
import { prune } from "./prune.ts";
import { step } from "./step.ts";
import { toolsTogether } from "./tools-together.ts";
import { type Package, root } from "./workspace.ts";
import { writeIfChanged } from "./write-if-changed.ts";

/** The package of the contract is the one that carries oclif's core. */
const contract = "@ainative-code/sdk";

/** What bin/run.js loads: one file, for the answers that come from nothing else. */
const boot = "boot/main.ts";

/** The start that counts most. */
const conversation = {
  command: "src/commands/chat.ts",
  talk: ["src/print/run-headless.ts", "src/infra/sandbox/open-fence.ts", "src/app/catalogue.ts"],
};

/** Makes the dist/ of a package from what its package.json names. `kept` are files in it that others make. */
export async function buildPackage(pkg: Package, kept: readonly string[] = []): Promise<void> {
  const { name } = pkg.json;
  const parts = await Promise.all([
    step(`bundle ${name}`, () => bundles(pkg)),
    hasTypes(pkg) ? step(`declare ${name}`, () => declarations(pkg)) : [],
  ]);
  const [made, declared] = parts;
  if (made === undefined || declared === undefined) return;
  const files = made.flatMap(({ files }) => files).concat(declared, kept);
  prune(pkg, [...files, ...notices(pkg, made.map(({ metafile }) => metafile))]);
}

async function bundles(pkg: Package): Promise<readonly Bundle[]> {
  const { sources, missing } = entryPointsOf(pkg);
  const isContract = pkg.json.name === contract;
  const made = [
    ...(isContract ? [await bundleOclifCore(pkg), await bundleSemver(pkg)] : []),
    ...(existsSync(join(pkg.folder, "src", boot)) ? [await bundle(pkg, [boot], { splitting: false })] : []),
    await bundle(pkg, sources, { plugins: await pluginsFor(pkg, sources) }),
  ];
  if (missing.length > 0) throw new Error(`its package.json names modules without a source: ${missing.join(", ")}`);
  return made;
}

/** What other plugins of ours import of Node stays in sight, as the rights of theirs that depend on it do. */
async function pluginsFor(pkg: Package, sources: readonly string[]): Promise<Plugin[]> {
  if (pkg.json.name === contract) return [useBundledCore, lateBuiltins];
  return pkg.folder === root ? [lateBuiltins, await gathered(pkg, sources)] : [toolsTogether(pkg)];
}

/** Found by a bundle of its own, which says what loads what. */
async function gathered(pkg: Package, sources: readonly string[]): Promise<Plugin> {
  const { metafile } = await unwritten(pkg, sources, {});
  const hooks = sources.filter((path) => path.startsWith("hooks/")).map((path) => `src/${path}`);
  return gather(gatheringsOf(metafile, { hooks, ...conversation }));
}

async function declarations(pkg: Package): Promise<readonly string[]> {
  const declared = await declare(pkg);
  return pkg.json.name === contract ? [...declared, ...copyOclifTypes(pkg)] : declared;
}

function notices(pkg: Package, metafiles: readonly Metafile[]): readonly string[] {
  const text = noticesOf(metafiles);
  if (text === undefined) return [];
  const path = join(pkg.folder, "dist/THIRD-PARTY-NOTICES.txt");
  writeIfChanged(path, text);
  return [path];
}
