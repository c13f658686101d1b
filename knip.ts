import { readFileSync, readdirSync } from "node:fs";
import type { KnipConfig } from "knip";
import { type Manifest, manifestOf } from "./test/architecture/source/manifest.ts";

/** Programs that tests start by their path; knip sees no import of them. */
const started = ["test/**/processes/*.ts", "test/**/programs/*.ts"];
const fixtures = "!**/fixtures/**";

/**
 * Where the code is entered: what oclif finds by its folders, what manifests name, tests, scripts and benchmarks.
 * An export that nobody outside its file uses, an unused file and an unused dependency fail.
 */
const config: KnipConfig = {
  ignoreExportsUsedInFile: { interface: true, type: true },
  // system programs of tests: test/needs-program.ts says what to install
  exclude: ["binaries"],
  // started by their path in node_modules
  ignoreDependencies: [/^@modelcontextprotocol\/(?:conformance|server-)/],
  workspaces: {
    ".": {
      entry: [
        "bin/run.js",
        "src/boot/main.ts",
        "src/commands/**/*.ts",
        "src/hooks/*.ts",
        "scripts/*.ts",
        "scripts/check/mocha-reporter.ts",
        "bench/*.{ts,mjs}",
        "bench/**/*.mjs",
        "docs/plugins/**/*.ts",
        "test/**/*.test.ts",
        "test/setup.ts",
        ...started,
      ],
      project: ["{bin,src,scripts,bench,test}/**/*.{ts,js,mjs}", fixtures],
    },
    ...Object.fromEntries(readdirSync("plugins").map((name) => [`plugins/${name}`, workspaceOf(name)])),
  },
};

export default config;

function workspaceOf(name: string): { entry: string[]; project: string[] } {
  const manifest = manifestOf(`plugins/${name}/package.json`, readFileSync(`plugins/${name}/package.json`, "utf8"));
  return {
    entry: [...modulesOf(manifest), "src/{commands,hooks}/**/*.ts", "src/try.ts", "test/**/*.test.ts", "test/**/*.test-d.ts", "bin/*.js", ...started],
    project: ["{src,test,bin}/**/*.{ts,js}", fixtures],
  };
}

/** The public entries of a package and the modules it contributes, as source files. */
function modulesOf({ folder, entries, providerModules, toolModules }: Manifest): string[] {
  const contributed = [...providerModules, ...toolModules].map((path) => path.replace("./dist/", "src/").replace(/\.js$/, ".ts"));
  return [...[...entries.values()].map((path) => path.slice(folder.length + 1)), ...contributed];
}
