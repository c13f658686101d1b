import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root, type Package } from "./workspace.ts";
import { writeIfChanged } from "./write-if-changed.ts";

const inputs = [
  "{package,package-lock,tsconfig}.json",
  "bin/*",
  "{src,scripts}/**",
  "plugins/*/package.json",
  "plugins/*/{src,bin}/**",
];

/** Goes with dist/: without it nothing is built. */
export const fingerprintFile = join(root, "dist/.fingerprint");

/** Changes whenever a file changes that the build reads: by name, size and time. */
export function fingerprint(): string {
  const hash = createHash("sha256");
  for (const path of globSync(inputs, { cwd: root }).sort()) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** True where everything is built from what is here now. */
export function isBuilt(packages: readonly Package[], current: string): boolean {
  const complete = packages.every(({ folder }) => existsSync(join(folder, "dist")));
  return complete && existsSync(fingerprintFile) && readFileSync(fingerprintFile, "utf8") === current;
}

export function rememberBuilt(current: string): void {
  writeIfChanged(fingerprintFile, current);
}
