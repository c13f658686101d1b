import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildOnce, root } from "../boot/built-cli.ts";

describe("npm run build", () => {
  before(buildOnce);

  it("does nothing where nothing has changed", () => {
    const { mtimeMs } = statSync(join(root, "dist/boot/main.js"));
    const { status, stdout } = spawnSync(process.execPath, [join(root, "scripts/build.ts"), "--if-stale"], { encoding: "utf8" });
    expect({ status, stdout }).to.deep.equal({ status: 0, stdout: "" });
    expect(statSync(join(root, "dist/boot/main.js")).mtimeMs).to.equal(mtimeMs);
  });

  it("names the licence of every package it inlines", () => {
    const notices = readFileSync(join(root, "dist/THIRD-PARTY-NOTICES.txt"), "utf8");
    for (const name of ["typeorm", "yaml", "fastest-levenshtein"]) expect(notices).to.match(new RegExp(`^${name} [\\d.]+ \\(`, "m"));
    expect(readFileSync(join(root, "plugins/sdk/dist/THIRD-PARTY-NOTICES.txt"), "utf8")).to.include("@oclif/core 5.");
  });

  it("leaves out the databases that nobody asked for", () => {
    const chunks = readdirSync(join(root, "dist/chunks")).map((name) => readFileSync(join(root, "dist/chunks", name), "utf8"));
    const typeorm = chunks.find((text) => text.includes("node_modules/typeorm/driver/sqlite/SqliteDriver.js"));
    expect(typeorm).to.be.a("string").and.not.include("class PostgresDriver").and.not.include("class MongoDriver");
  });
});
