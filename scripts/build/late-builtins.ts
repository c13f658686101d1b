import { promisify } from "node:util";
import type { Plugin } from "esbuild";

/** Parts of Node that take milliseconds to load or to import, and that most commands never ask for anything. */
const late = /^node:(child_process|crypto|util)$/;

/**
 * Loads these parts of Node when a function of theirs is called, and not when a module of ours that imports them is: one
 * import in a hundred modules is enough to bring the milliseconds back into every start. Only their functions can be
 * imported so, neither classes nor constants. Third-party code gets them as they are.
 */
export const lateBuiltins: Plugin = {
  name: "late-builtins",
  setup(build) {
    build.onResolve({ filter: late }, ({ path, kind, importer }) =>
      kind === "import-statement" && isOurs(importer) ? { path, namespace: "late-builtin", sideEffects: false } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "late-builtin" }, ({ path }) => ({ contents: calledLate(path) }));
  },
};

function isOurs(importer: string): boolean {
  return importer.endsWith(".ts") && !importer.includes("node_modules");
}

function calledLate(path: string): string {
  const members: [string, unknown][] = Object.entries(process.getBuiltinModule(path) ?? {});
  const functions = members.flatMap(([name, member]) => (typeof member === "function" && /^[a-z]/.test(name) ? [{ name, member }] : []));
  return functions.map(({ name, member }) => `export const ${name} = ${wrapped(`process.getBuiltinModule("${path}").${name}`, member)};`).join("\n");
}

/** Some have a way of their own to be promisified. */
function wrapped(real: string, member: object): string {
  const call = `(...given) => ${real}(...given)`;
  if (!(promisify.custom in member)) return call;
  const custom = `Symbol.for("${Symbol.keyFor(promisify.custom) ?? ""}")`;
  return `/* @__PURE__ */ Object.assign(${call}, { [${custom}]: (...given) => ${real}[${custom}](...given) })`;
}
