import type { Plugin } from "esbuild";

/** All that the product takes from TypeORM. Its index also brings decorators, which pull in nearly everything. */
const entry = `
export { DataSource } from "./data-source/DataSource.js";
export { EntitySchema } from "./entity-schema/EntitySchema.js";
export { IsNull } from "./find-options/operator/IsNull.js";
`;

/** Modules that choose among many of which one serves here, by their path in the package. */
const replacements: Readonly<Record<string, string>> = {
  "driver/DriverFactory.js": `
    const { SqliteDriver } = require("./sqlite/SqliteDriver");
    exports.DriverFactory = class { create(source) { return new SqliteDriver(source); } };`,
  "entity-manager/EntityManagerFactory.js": `
    const { EntityManager } = require("./EntityManager");
    exports.EntityManagerFactory = class { create(source, runner) { return new EntityManager(source, runner); } };`,
  "logger/LoggerFactory.js": `
    exports.LoggerFactory = class { create(logger) { return logger; } };`,
  "cache/QueryResultCacheFactory.js": `
    exports.QueryResultCacheFactory = class {};`,
};

/** For logging, dates, settings in files and searching folders: nothing here comes that way. */
const unused = [
  "@sqltools/formatter", "ansis", "app-root-path", "dayjs", "debug", "dotenv", "glob", "sha.js", "sql-highlight", "uuid",
];

/**
 * Bundles of TypeORM what its SQLite driver needs: 480 KB instead of 1,280, imported in a quarter of the time. It is also
 * what makes a bundle work at all, for app-root-path asks for the file of the main CommonJS module, and there is none.
 */
export const slimTypeorm: Plugin = {
  name: "slim-typeorm",
  setup(build) {
    build.onResolve({ filter: /^typeorm$/ }, async ({ path, resolveDir, importer, pluginData }) => {
      if (pluginData === "slim-typeorm") return undefined;
      const index = await build.resolve(path, { kind: "import-statement", resolveDir, importer, pluginData: "slim-typeorm" });
      return index.errors.length > 0 ? { errors: index.errors } : { path: index.path, namespace: "slim-typeorm" };
    });
    build.onLoad({ filter: /.*/, namespace: "slim-typeorm" }, ({ path }) => (
      { contents: entry, loader: "js", resolveDir: path.replace(/[\\/][^\\/]*$/, "") }));
    build.onLoad({ filter: /[\\/]node_modules[\\/]typeorm[\\/].*\.js$/ }, ({ path }) => {
      const contents = replacements[path.replaceAll("\\", "/").replace(/^.*\/node_modules\/typeorm\//, "")];
      return contents === undefined ? undefined : { contents, loader: "js" };
    });
    build.onResolve({ filter: new RegExp(`^(${unused.join("|")})$`) }, ({ path, importer }) =>
      /[\\/]node_modules[\\/]typeorm[\\/]/.test(importer) ? { path, namespace: "unused" } : undefined);
    build.onLoad({ filter: /.*/, namespace: "unused" }, () => ({ contents: "module.exports = {};", loader: "js" }));
  },
};
