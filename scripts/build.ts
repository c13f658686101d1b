import type { Plugin } from "esbuild";
import { bundle } from "./build/bundle.ts";
import { entryPointsOf } from "./build/entry-points.ts";
import { bundleOclifCore, useBundledCore } from "./build/oclif-core.ts";
import { step } from "./build/step.ts";
import { type Package, readWorkspace } from "./build/workspace.ts";

/** The package of the contract is the one that carries oclif's core. */
const contract = "@ainative-code/sdk";

const { host, plugins } = readWorkspace();
await Promise.all([...plugins.map(buildPackage), step("dist of ainative-code", buildHost)]);

async function buildPackage(pkg: Package): Promise<void> {
  const isContract = pkg.json.name === contract;
  await step(`dist of ${pkg.json.name}`, async () => {
    if (isContract) await bundleOclifCore(pkg);
    await bundleEntryPoints(pkg, isContract ? [useBundledCore] : []);
  });
}

async function buildHost(): Promise<void> {
  await bundle(host, ["boot/main.ts"], { splitting: false });
  await bundleEntryPoints(host, []);
}

async function bundleEntryPoints(pkg: Package, plugins: Plugin[]): Promise<void> {
  const { sources, missing } = entryPointsOf(pkg);
  await bundle(pkg, sources, { plugins });
  if (missing.length > 0) throw new Error(`its package.json names modules without a source: ${missing.join(", ")}`);
}
