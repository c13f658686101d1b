import type { Plugin } from "esbuild";

/** TypeORM's drivers of other databases; the folders that stay are what SQLite is made of. */
const otherDrivers = /[\\/]typeorm[\\/]driver[\\/](?!sqlite[\\/]|sqlite-abstract[\\/]|types[\\/])[^\\/]+[\\/]/;

const nothing = 'module.exports = new Proxy({}, { get: (_target, name) => (name === "__esModule" ? true : class {}) });';

/** TypeORM loads its driver of every database there is, none of them of use here: each becomes an empty class. */
export const onlySqlite: Plugin = {
  name: "only-sqlite",
  setup(build) {
    build.onLoad({ filter: /[\\/]typeorm[\\/]driver[\\/].*\.js$/ }, ({ path }) =>
      otherDrivers.test(path) ? { contents: nothing, loader: "js" } : undefined,
    );
  },
};
