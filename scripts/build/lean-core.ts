import type { Plugin } from "esbuild";
import { dirname } from "node:path";

/** Parts of Node that oclif's core asks for at its start and uses on rare occasions only. */
const rarelyUsed = /^(node:)?(child_process|perf_hooks|readline)$/;

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
    build.onLoad({ filter: /.*/, namespace: "lazy" }, ({ path }) => ({
      contents: `let loaded; module.exports = new Proxy({}, { get: (_target, name) => (loaded ??= require("${path}"))[name] });`,
    }));
    build.onResolve({ filter: /^wsl-utils$/ }, async ({ path, resolveDir, pluginData }) => {
      if (pluginData === "real") return undefined;
      const real = await build.resolve(path, { kind: "import-statement", resolveDir, pluginData: "real" });
      return { path: real.path, namespace: "lean-wsl-utils" };
    });
    build.onLoad({ filter: /.*/, namespace: "lean-wsl-utils" }, ({ path }) => ({ contents: wslUtils, resolveDir: dirname(path) }));
  },
};
