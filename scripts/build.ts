import { parseArgs } from "node:util";
import { buildPackage } from "./build/build-package.ts";
import { fingerprint, fingerprintFile, isBuilt, rememberBuilt } from "./build/fingerprint.ts";
import { helpFile, renderHelp } from "./build/help-text.ts";
import { lockBuild } from "./build/lock.ts";
import { makeManifests } from "./build/manifests.ts";
import { step } from "./build/step.ts";
import { readWorkspace } from "./build/workspace.ts";

/**
 * Builds the CLI and every package of plugins/ from what their package.json files name.
 *   --if-stale  does nothing where nothing has changed since the last build
 *   --check     writes no oclif.manifest.json, and fails where a committed one is stale
 */
const { values: options } = parseArgs({ options: { "if-stale": { type: "boolean" }, check: { type: "boolean" } } });
const { host, plugins } = readWorkspace();
const packages = [host, ...plugins];

if (options["if-stale"] !== true || !isBuilt(packages, fingerprint())) {
  using _lock = await lockBuild();
  // Another build may have done the work while this one waited for it.
  if (options["if-stale"] !== true || !isBuilt(packages, fingerprint())) await buildAll();
}

async function buildAll(): Promise<void> {
  const current = fingerprint();
  await Promise.all([buildPackage(host, [helpFile, fingerprintFile]), ...plugins.map((plugin) => buildPackage(plugin))]);
  await step("oclif.manifest.json", () => makeManifests(packages, options.check === true ? "check" : "write"));
  await step("dist/help.txt", renderHelp);
  if (process.exitCode === undefined) rememberBuilt(current);
}
