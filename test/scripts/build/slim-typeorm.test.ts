import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { build } from "esbuild";
import { slimTypeorm } from "../../../scripts/build/slim-typeorm.ts";
import type * as Store from "../../../src/infra/sqlite/open-session-store.ts";
import { sessionStoreConformance } from "../../infra/sqlite/session-store-conformance.ts";
import { tempFile } from "../../infra/sqlite/temp-file.ts";

describe("the session store, bundled with as little of TypeORM as it needs", () => {
  let bundled: typeof Store;

  before(async () => {
    const outfile = tempFile("store.mjs");
    const { metafile } = await build({
      entryPoints: [join(import.meta.dirname, "../../../src/infra/sqlite/open-session-store.ts")],
      outfile,
      bundle: true,
      minify: true,
      metafile: true,
      format: "esm",
      platform: "node",
      target: "node22",
      conditions: ["ainative-source"],
      external: ["sqlite3"],
      plugins: [slimTypeorm],
      banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
      logLevel: "silent",
    });
    const inputs = Object.keys(metafile.inputs).join("\n");
    expect(inputs).to.include("typeorm/driver/sqlite/SqliteDriver.js");
    expect(inputs).not.to.match(/PostgresDriver|decorator\/|node_modules\/(glob|dayjs|debug)\//);
    bundled = (await import(pathToFileURL(outfile).href)) as typeof Store;
  });

  sessionStoreConformance((options) => bundled.openSessionStore({ ...options, driver: "node-sqlite" }));
});
