import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Package, root } from "./workspace.ts";

const tool = join(root, "plugins/test-kit/bin/ainative-plugin.js");

/** Writes the oclif.manifest.json of built packages, or throws where a committed one is stale. */
export async function makeManifests(packages: readonly Package[], mode: "write" | "check"): Promise<void> {
  const folders = packages.filter(({ json }) => json.oclif !== undefined).map(({ folder }) => folder);
  const argv = [tool, "manifest", ...(mode === "check" ? ["--check"] : []), ...folders];
  try {
    await promisify(execFile)(process.execPath, argv, { env: { ...process.env, OCLIF_DISABLE_ENGINE_WARNING: "1" } });
  } catch (error) {
    throw error instanceof Error && "stderr" in error ? new Error(String(error.stderr).trim(), { cause: error }) : error;
  }
}
