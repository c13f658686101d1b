import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { builtCli, buildOnce } from "./built-cli.ts";

const source = new URL("../../src/boot/share-core.ts", import.meta.url).href;

describe("the core of oclif, shared with the plugins that come with this package", () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "share-core-")));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const put = (path: string, content: string | object): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  };
  const putCore = (path: string, which: string): void => {
    put(`${path}/package.json`, { type: "commonjs", version: "5.1.9", main: "index.js" });
    put(`${path}/index.js`, `exports.which = "${which}";`);
  };
  const putPlugin = (path: string, range = "^5.1.8"): void => {
    put(`${path}/package.json`, { type: "module", exports: "./lib/index.js", dependencies: { "@oclif/core": range } });
    put(`${path}/lib/index.js`, 'export { which } from "@oclif/core";');
  };
  /** The contract with the running core inside, and another core as plugins find it. */
  const putModules = (path: string): void => {
    putCore(`${path}/@oclif/core`, "another");
    putCore(`${path}/@ainative-code/sdk/dist/oclif-core`, "running");
    put(`${path}/@ainative-code/sdk/package.json`, { type: "module", exports: { "./oclif": "./dist/oclif/index.js" } });
    put(`${path}/@ainative-code/sdk/dist/oclif/index.js`, "");
  };
  /** Which core each plugin gets from a host that stands in `host` and brings `@acme/a` and `b`. */
  const coresOf = (host: string, ...plugins: readonly string[]): unknown => {
    put(`${host}/package.json`, { oclif: { plugins: ["@acme/a", "b"] } });
    const urls = plugins.map((plugin) => pathToFileURL(join(folder, plugin, "lib/index.js")).href);
    const here = pathToFileURL(join(folder, host, "/")).href;
    put("run.mjs", `import { shareCore } from "${source}";
      shareCore("${here}");
      const cores = [];
      for (const url of ${JSON.stringify(urls)}) cores.push((await import(url)).which);
      console.log(JSON.stringify(cores));`);
    return JSON.parse(execFileSync(process.execPath, [join(folder, "run.mjs")], { encoding: "utf8" }));
  };

  it("is the running one for them, from a checkout and from where npm puts packages", () => {
    putModules("checkout/node_modules");
    for (const name of ["@acme/a", "b"]) putPlugin(`checkout/node_modules/${name}`);
    expect(coresOf("checkout", "checkout/node_modules/@acme/a", "checkout/node_modules/b")).to.deep.equal(["running", "running"]);
    putModules("lib/node_modules");
    putPlugin("lib/node_modules/@acme/a");
    putPlugin("lib/node_modules/host/node_modules/b");
    const installed = ["lib/node_modules/@acme/a", "lib/node_modules/host/node_modules/b"];
    expect(coresOf("lib/node_modules/host", ...installed)).to.deep.equal(["running", "running"]);
  });

  it("is their own for plugins of the user, whatever their name, and for what no package names", () => {
    putModules("host/node_modules");
    putPlugin("host/node_modules/other");
    putPlugin("host/node_modules/b/node_modules/deeper");
    putPlugin("data/node_modules/b");
    putCore("data/node_modules/@oclif/core", "the user's");
    const asking = ["host/node_modules/other", "host/node_modules/b/node_modules/deeper", "data/node_modules/b"];
    expect(coresOf("host", ...asking)).to.deep.equal(["another", "another", "the user's"]);
  });

  for (const range of ["^4.0.0", "^6.0.0", "^5.2.0", "^5.1.10", ">=5", "5.x"]) {
    it(`is another for one that asks for ${range}, where 5.1.9 runs`, () => {
      putModules("host/node_modules");
      putPlugin("host/node_modules/b", range);
      expect(coresOf("host", "host/node_modules/b")).to.deep.equal(["another"]);
    });
  }

  describe("in the built CLI", () => {
    before(buildOnce);

    it("comes with semver in one file", async () => {
      put("look.cjs", 'process.on("exit", () => console.log(Object.keys(require.cache).filter((path) => /semver/.test(path)).length))');
      using cli = builtCli();
      const { exitCode, stdout } = await cli.run(["plugins"], { NODE_OPTIONS: `--require=${join(folder, "look.cjs")}` });
      expect({ exitCode, loaded: stdout.trim().split("\n").at(-1) }).to.deep.equal({ exitCode: 0, loaded: "1" });
    });

    it("is loaded once, also for the commands of oclif's own plugins", async () => {
      const look = 'process.on("exit", () => console.log(Object.keys(require.cache).filter((path) => /oclif.core.*index\\.js$/.test(path)).length))';
      put("look.cjs", look);
      using cli = builtCli();
      for (const command of ["plugins", "autocomplete", "help plugins"]) {
        const { exitCode, stdout } = await cli.run(command.split(" "), { NODE_OPTIONS: `--require=${join(folder, "look.cjs")}` });
        expect({ command, exitCode, loaded: stdout.trim().split("\n").at(-1) }).to.deep.equal({ command, exitCode: 0, loaded: "1" });
      }
    });
  });
});
