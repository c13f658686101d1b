import { existsSync } from "node:fs";
import { join } from "node:path";

/** Whether the package's `oclif.manifest.json` says what its commands say. Throws `plugin` where they can't be loaded. */
export async function manifestState(root: string): Promise<"fresh" | "stale" | "missing"> {
  if (!existsSync(join(root, "oclif.manifest.json"))) return "missing";
  const { isManifestFresh } = await import("@ainative-code/test-kit/manifest");
  return (await isManifestFresh(root)) ? "fresh" : "stale";
}
