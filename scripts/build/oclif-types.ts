import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import type { Package } from "./workspace.ts";
import { writeIfChanged } from "./write-if-changed.ts";

/** The module a line names; examples in comments name some too. */
const specifier = /^(?! *\*)(.*(?:from |import\())'([^']+)'/gm;

interface Declaration {
  /** Where it is installed. */
  readonly source: string;
  /** Where it goes, relative to the folder of the bundled core. */
  readonly target: string;
}

/**
 * Copies the declarations that describe oclif's core, and those of other packages they mention, beside the bundled core:
 * whoever installs the contract package needs no other. Gives the paths of the files.
 */
export function copyOclifTypes(sdk: Package): readonly string[] {
  const require = createRequire(join(sdk.folder, "package.json"));
  const entry: Declaration = { source: require.resolve("@oclif/core").replace(/\.js$/, ".d.ts"), target: "index.d.ts" };
  const folder = join(sdk.folder, "dist/oclif-core");
  const found = new Map([[entry.source, entry]]);
  // A map goes on to what is added while it is read.
  for (const { source, target } of found.values()) {
    const text = readFileSync(source, "utf8").replaceAll(specifier, (whole, before: string, name: string) => {
      if (name.startsWith("node:")) return whole;
      const next = name === "@oclif/core" ? entry : declarationOf(name, source, target);
      if (!found.has(next.source)) found.set(next.source, next);
      return `${before}'${importPath(target, next.target)}'`;
    });
    writeIfChanged(join(folder, target), text);
  }
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(dirname(entry.source), "../LICENSE"), join(folder, "LICENSE"));
  return [...found.values()].map(({ target }) => join(folder, target)).concat(join(folder, "LICENSE"));
}

function declarationOf(name: string, importer: string, target: string): Declaration {
  const require = createRequire(importer);
  if (!name.startsWith(".")) {
    return { source: require.resolve(name).replace(/\.js$/, ".d.ts"), target: `packages/${name}.d.ts` };
  }
  const source = require.resolve(name).replace(/\.js$/, ".d.ts");
  return { source, target: join(dirname(target), relative(dirname(importer), source)) };
}

function importPath(from: string, to: string): string {
  const path = relative(dirname(from), to).replaceAll("\\", "/").replace(/\.d\.ts$/, ".js");
  return path.startsWith(".") ? path : `./${path}`;
}
