import { tempHome, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { entryPointsOf } from "../../scripts/build/entry-points.ts";
import type { PackageJson } from "../../scripts/build/workspace.ts";

describe("entryPointsOf", () => {
  let home: TempHome;
  beforeEach(() => {
    home = tempHome();
  });
  afterEach(() => home.dispose());

  const entriesOf = (json: Omit<PackageJson, "name" | "version">, ...sources: string[]): ReturnType<typeof entryPointsOf> => {
    for (const path of sources) {
      mkdirSync(dirname(join(home.project, "src", path)), { recursive: true });
      writeFileSync(join(home.project, "src", path), "");
    }
    return entryPointsOf({ folder: home.project, json: { name: "x", version: "1.0.0", ...json } });
  };

  it("are all modules that package.json names, each once", () => {
    const exports = {
      ".": { "ainative-source": "./src/index.ts", types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./package.json": "./package.json",
    };
    const ainative = {
      providers: [{ module: "./dist/provider.js" }],
      tools: [{ module: "./dist/tools/a.js" }, { module: "./dist/tools/a.js" }],
    };
    const oclif = { hooks: { init: "./dist/hooks/init", other: ["./dist/hooks/a.js", "./dist/hooks/b.js"] } };
    const sources = ["hooks/a.ts", "hooks/b.ts", "hooks/init.ts", "index.ts", "provider.ts", "tools/a.ts"];
    expect(entriesOf({ exports, ainative, oclif }, ...sources, "not-named.ts")).to.deep.equal({ sources, missing: [] });
  });

  it("are all modules of a folder of commands", () => {
    const oclif = { commands: { strategy: "pattern", target: "./dist/commands" } };
    expect(entriesOf({ oclif }, "commands/a.ts", "commands/b/c.ts", "other.ts").sources).to.deep.equal([
      "commands/a.ts",
      "commands/b/c.ts",
    ]);
  });

  it("are one module where all commands are in it", () => {
    const oclif = { commands: { strategy: "explicit", target: "./dist/commands.js" } };
    expect(entriesOf({ oclif }, "commands.ts").sources).to.deep.equal(["commands.ts"]);
  });

  it("tell which module has no source", () => {
    expect(entriesOf({ ainative: { providers: [{ module: "./dist/provider.js" }] } })).to.deep.equal({
      sources: [],
      missing: ["provider.ts"],
    });
  });
});
