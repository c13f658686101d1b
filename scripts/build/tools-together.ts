import type { Plugin } from "esbuild";
import { join } from "node:path";
import type { Package } from "./workspace.ts";

/**
 * A conversation loads all tools of a package, for what they declare: their code comes in one file, and the module that
 * package.json names for each is a line that takes the tool out of it.
 */
export function toolsTogether({ folder, json }: Package): Plugin {
  const modules = (json.ainative?.tools ?? []).map(({ module }) => join(folder, module.replace(/^\.\/dist\//, "src/").replace(/\.js$/, ".ts")));
  const tools = new Set(modules);
  return {
    name: "tools-together",
    setup(build) {
      if (tools.size < 2) return;
      build.onResolve({ filter: /\.ts$/ }, ({ path, kind }) => (kind === "entry-point" && tools.has(path) ? { path: path.replace(/\.ts$/, ""), namespace: "tool" } : undefined));
      build.onLoad({ filter: /.*/, namespace: "tool" }, ({ path }) => ({
        contents: `import "tools:all"; export { default } from ${JSON.stringify(`${path}.ts`)};`,
        resolveDir: folder,
      }));
      build.onResolve({ filter: /^tools:all$/ }, ({ path }) => ({ path, namespace: "tools", sideEffects: true }));
      build.onLoad({ filter: /.*/, namespace: "tools" }, () => ({
        contents: modules.map((module) => `import ${JSON.stringify(module)};`).join("\n"),
        resolveDir: folder,
      }));
    },
  };
}
