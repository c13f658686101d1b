import type { Plugin } from "esbuild";

/**
 * Optional parts of bunyan that nothing here uses; it asks for each one in a `try`. Those of pg: its bindings to C, its
 * sockets for another runtime, and the file of passwords, which are asked for where they are needed.
 */
const optional = /^(dtrace-provider|mv|moment|pg-native|pg-cloudflare|pgpass)$/;

/** Makes packages look as if they were not installed. */
export const leaveOut: Plugin = {
  name: "leave-out",
  setup(build) {
    build.onResolve({ filter: optional }, ({ path }) => ({ path, namespace: "left-out" }));
    build.onLoad({ filter: /.*/, namespace: "left-out" }, ({ path }) => ({
      contents: `throw Object.assign(new Error("${path} is left out"), { code: "MODULE_NOT_FOUND" });`,
    }));
  },
};
