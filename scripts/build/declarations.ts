import { execFile } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { type Package, root } from "./workspace.ts";
import { writeIfChanged } from "./write-if-changed.ts";

/** True for a package that promises types to those who import it. */
export function hasTypes({ json }: Package): boolean {
  return Object.values(json.exports ?? {}).some((target) => typeof target === "object" && "types" in target);
}

/** Writes the .d.ts files of a package into its dist/. Gives their paths. */
export async function declare(pkg: Package): Promise<readonly string[]> {
  const folder = join(root, ".cache/build", basename(pkg.folder));
  const output = join(folder, "types");
  rmSync(output, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfigOf(pkg, folder)));
  await compile(folder);
  return globSync("**/*.d.ts", { cwd: output }).map((path) => {
    const target = join(pkg.folder, "dist", path);
    writeIfChanged(target, forConsumers(readFileSync(join(output, path), "utf8"), path));
    return target;
  });
}

async function compile(folder: string): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder]);
  } catch (error) {
    // What is wrong, the compiler tells on stdout.
    throw error instanceof Error && "stdout" in error ? new Error(String(error.stdout).trim(), { cause: error }) : error;
  }
}

/** Types are checked by `npm run typecheck`, not here. */
function tsconfigOf(pkg: Package, folder: string): object {
  const src = relative(folder, join(pkg.folder, "src"));
  return {
    extends: relative(folder, join(root, "tsconfig.json")),
    compilerOptions: { noEmit: false, declaration: true, emitDeclarationOnly: true, noCheck: true, rootDir: src, outDir: "types" },
    include: [src],
  };
}

/** TypeScript keeps the names of sources in what it declares, and of oclif nobody has a package. */
function forConsumers(text: string, path: string): string {
  const core = `${relative(dirname(path), "oclif-core").replaceAll("\\", "/")}/index.js`;
  return text.replaceAll(/((?:from|import) "|import\(")(\.[^"]+)\.ts"/g, '$1$2.js"').replaceAll('"@oclif/core"', `"${core}"`);
}
