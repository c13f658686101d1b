import type { Plugin } from "esbuild";
import { dirname, join } from "node:path";

/** Parts of Node that oclif's core asks for at its start and uses on rare occasions only. */
const rarelyUsed = /^(node:)?(child_process|perf_hooks|readline)$/;

/** Packages of which the same is true: no command of ours finds commands by globs, hardly any renders a template. */
const rarelyUsedPackages = /^(ejs|tinyglobby)$/;

/**
 * The core holds the name of each dependency against the name of each bundled plugin, as globs: some five hundred times at
 * every start. A name without a sign of a glob matches itself alone.
 */
const minimatch = `
exports.minimatch = (path, pattern, options) =>
  options === undefined && /^[@\\w./-]+$/.test(pattern) && /^[@\\w./-]+$/.test(path)
    ? path === pattern
    : require("minimatch").minimatch(path, pattern, options);`;

/**
 * The core reads some thirty small JSON files at every start, one step of a promise after the other: each step costs more
 * than the whole of reading one at once.
 */
const readAtOnce = `
module.exports = { ...require("node:fs/promises"), readFile: async (...given) => require("node:fs").readFileSync(...given) };`;

/** The module of the core that does. */
const jsonReader = join("@oclif", "core", "lib", "util", "fs.js");

/** Of wsl-utils, whose start costs more than the whole of its use: is this WSL, and where is the shell of Windows. */
const wslUtils = `
export { default as isWsl } from "is-wsl";
export const powerShellPath = async () => (await import("powershell-utils")).powerShellPath();`;

/** Lets the core load only what it uses at once: a command starts a tenth earlier. */
export const leanCore: Plugin = {
  name: "lean-core",
  setup(build) {
    build.onResolve({ filter: rarelyUsed }, ({ path, kind, namespace }) =>
      kind === "require-call" && namespace === "file" ? { path: path.replace(/^(node:)?/, "node:"), namespace: "lazy" } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "lazy" }, ({ path }) => ({ contents: requiredLate(path) }));
    build.onResolve({ filter: rarelyUsedPackages }, ({ path, kind, namespace, resolveDir }) =>
      kind === "require-call" && namespace === "file" ? { path, namespace: "lazy-package", pluginData: resolveDir } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "lazy-package" }, ({ path, pluginData }) => ({
      contents: requiredLate(path),
      resolveDir: String(pluginData),
    }));
    build.onResolve({ filter: /^minimatch$/ }, ({ path, kind, namespace, resolveDir }) =>
      kind === "require-call" && namespace === "file" ? { path, namespace: "lean-minimatch", pluginData: resolveDir } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "lean-minimatch" }, ({ pluginData }) => ({ contents: minimatch, resolveDir: String(pluginData) }));
    build.onResolve({ filter: /^node:fs\/promises$/ }, ({ path, importer }) =>
      importer.endsWith(jsonReader) ? { path, namespace: "read-at-once" } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "read-at-once" }, () => ({ contents: readAtOnce }));
    build.onResolve({ filter: /^wsl-utils$/ }, async ({ path, resolveDir, pluginData }) => {
      if (pluginData === "real") return undefined;
      const real = await build.resolve(path, { kind: "import-statement", resolveDir, pluginData: "real" });
      return { path: real.path, namespace: "lean-wsl-utils" };
    });
    build.onLoad({ filter: /.*/, namespace: "lean-wsl-utils" }, ({ path }) => ({ contents: wslUtils, resolveDir: dirname(path) }));
  },
};

/** Whether it is a module of another kind is asked at once, and none of these is. */
function requiredLate(path: string): string {
  return `let loaded; module.exports = new Proxy({}, {
    get: (_target, name) => (name === "__esModule" ? undefined : (loaded ??= require("${path}"))[name]),
  });`;
}
