import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface FetchedPackage {
  /** Of its package.json. */
  readonly folder: string;
  readonly remove: () => void;
}

/** Gets a version of a package, unpacks it in a temporary folder and runs nothing of it. Throws where it is not the pinned one. */
export function fetchPackage({ name, version, integrity }: { readonly name: string; readonly version: string; readonly integrity: string }): FetchedPackage {
  const folder = mkdtempSync(join(tmpdir(), "catalogue-"));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const file = execFileSync("npm", ["pack", `${name}@${version}`, "--silent"], { cwd: folder, encoding: "utf8" }).trim();
    const found = `sha512-${createHash("sha512").update(readFileSync(join(folder, file))).digest("base64")}`;
    if (found !== integrity) throw new Error(`${file} is not the pinned one: its hash is ${found}`);
    execFileSync("tar", ["-xzf", file], { cwd: folder });
    return { folder: join(folder, "package"), remove };
  } catch (thrown) {
    remove();
    throw thrown;
  }
}
