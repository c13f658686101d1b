import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { globSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";

/** The declarations of a package, by the path of their source within its src/: `index.ts`, `command/index.ts`. */
export type Declarations = ReadonlyMap<string, string>;

/** Lets the compiler write down what a package promises, without comments. `root`: where tsconfig.json stands. */
export async function declarePackage(root: string, folder: string): Promise<Declarations> {
  const work = await mkdtemp(join(tmpdir(), "ainative-code-contract-"));
  try {
    const source = join(folder, "src");
    await mkdir(join(work, "types"));
    await writeFile(join(work, "tsconfig.json"), JSON.stringify(tsconfigOf(root, source)));
    await promisify(execFile)(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", work]);
    const paths = globSync("**/*.d.ts", { cwd: join(work, "types") });
    const read = paths.map(async (path): Promise<[string, string]> => {
      const text = await readFile(join(work, "types", path), "utf8");
      return [path.replace(/\.d\.ts$/, ".ts"), text.replaceAll(relative(work, root), "ROOT")];
    });
    return new Map(await Promise.all(read));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Types are checked elsewhere; here only their shape counts. */
function tsconfigOf(root: string, source: string): object {
  return {
    extends: join(root, "tsconfig.json"),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      noCheck: true,
      removeComments: true,
      rootDir: source,
      outDir: "types",
      typeRoots: [join(root, "node_modules/@types")],
    },
    include: [source],
  };
}
