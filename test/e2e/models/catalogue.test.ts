import { readFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildOnce, builtCli } from "../../boot/built-cli.ts";
import { placeFinch } from "./finch.ts";

const listed = { date: "2026-01-01", models: [{ id: "seed", maxInput: 100_000, capabilities: { imageIn: false } }, { id: "grain", prices: [{ input: 1, output: 2 }] }] };

/** One pixel. */
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");

describe("the catalogue of models", () => {
  before(buildOnce);

  it("is listed without asking anybody, with what the user says laid over it", async () => {
    using cli = builtCli();
    placeFinch(cli.home, JSON.stringify(listed));
    mkdirSync(cli.home.config, { recursive: true });
    writeFileSync(join(cli.home.config, "config.yaml"), "models:\n  finch/grain: {maxOutput: 2000, prices: [{input: 7.5, output: 15}]}\n  finch/mine: {like: finch/seed}\n");
    const { stdout, exitCode } = await cli.run(["models", "list", "--provider", "finch", "--offline"]);
    expect(exitCode).to.equal(0);
    expect(stdout.split("\n").map((line) => line.trim().split(/ {2,}/))).to.deep.equal([
      ["MODEL", "CONTEXT", "OUTPUT", "IN", "OUT", "CAN"],
      ["finch/grain", "-", "2k", "$7.5", "$15", "-"],
      ["finch/mine", "100k", "-", "-", "-", "-"],
      ["finch/seed", "100k", "-", "-", "-", "-"],
      [""],
    ]);
  });

  it("shows each fact with where it comes from, and what the provider has told when it was asked", async () => {
    using cli = builtCli();
    placeFinch(cli.home, JSON.stringify(listed));
    await cli.run(["models", "list", "finch"]);
    const { stdout } = await cli.run(["models", "show", "finch/seed"]);
    expect(stdout).to.match(/most input +4,096 +the provider, \d{4}-\d\d-\d\d/);
    expect(stdout).to.match(/imageIn +no +bundled list, 2026-01-01/);
    const shown = JSON.parse((await cli.run(["models", "show", "finch/seed", "--json"])).stdout) as { readonly origins: Readonly<Record<string, object>> };
    expect(shown.origins["maxInput"]).to.include({ source: "live" });
    expect(shown.origins["capabilities.imageIn"]).to.include({ source: "bundled", asOf: "2026-01-01" });
  });

  it("says so where nothing but the name of a model is known", async () => {
    using cli = builtCli();
    placeFinch(cli.home, JSON.stringify({ date: "2026-01-01", models: [{ id: "chaff" }] }));
    const { stdout, exitCode } = await cli.run(["models", "show", "finch/chaff"]);
    expect(exitCode).to.equal(0);
    expect(stdout).to.include("Nothing but its name is known.").and.include("providers test -m finch/chaff").and.not.include("FACT");
  });

  it("says that it is old, and how to make it new", async () => {
    using cli = builtCli();
    placeFinch(cli.home, JSON.stringify({ ...listed, date: "2020-01-01" }));
    const { stdout } = await cli.run(["models", "show", "finch/grain"]);
    expect(stdout).to.match(/\d{4} days old.*models refresh/);
  });

  it("names what is near to a model that it does not know", async () => {
    using cli = builtCli();
    placeFinch(cli.home, JSON.stringify(listed));
    const { stderr, exitCode } = await cli.run(["models", "show", "finch/sead"]);
    expect(exitCode).to.equal(40);
    expect(stderr).to.include("Nothing is known of finch/sead").and.include("Did you mean finch/seed?");
  });

  it("gives the shell the names of models that were never listed", async () => {
    using cli = builtCli();
    placeFinch(cli.home, JSON.stringify(listed));
    const { stdout } = await cli.run(["complete", "--", "models", "show", "finch/g"]);
    expect(stdout).to.include("finch/grain").and.not.include("seed");
  });

  for (const [what, text, told] of [
    ["missing", undefined, "is not there"],
    ["no JSON", "{", "JSON"],
    ["of another shape", '{"models": 3}', 'has no list "models"'],
    ["wrong in one place", '{"models": [{"id": "seed", "maxInput": "much"}, {"id": "grain"}]}', 'seed has "maxInput" of the wrong kind'],
  ] as const) {
    it(`that is ${what} is told with the plugin's name and stops no conversation`, async () => {
      using cli = builtCli();
      placeFinch(cli.home, text);
      writeFileSync(join(cli.home.project, "picture.png"), png);
      const chat = await cli.run(["chat", "-p", "Look", "-m", "finch/seed"]);
      expect(chat.exitCode, chat.stderr).to.equal(0);
      expect(chat.stdout).to.include("image:");
      const { stderr, exitCode } = await cli.run(["models", "list", "finch", "--offline"]);
      expect(exitCode).to.equal(0);
      expect(stderr).to.include("ainative-code-finch").and.include(told);
    });
  }

  it("puts words in the place of an image for a model that is known to take none", async () => {
    using cli = builtCli();
    placeFinch(cli.home, JSON.stringify(listed));
    writeFileSync(join(cli.home.project, "picture.png"), png);
    const { stdout, stderr, exitCode } = await cli.run(["chat", "-p", "Look", "-m", "finch/seed"]);
    expect(exitCode, stderr).to.equal(0);
    expect(stdout).to.include("[An image (image/png) stands here").and.not.include("image:");
    expect(stderr).to.include("takes no images");
  });

  it("can't be changed by a project's file, which could hide what is spent", async () => {
    using cli = builtCli();
    placeFinch(cli.home, JSON.stringify(listed));
    mkdirSync(join(cli.home.project, ".ainative-code"));
    writeFileSync(join(cli.home.project, ".ainative-code/config.yaml"), "models:\n  finch/grain: {prices: [{input: 0, output: 0}]}\n");
    const { stderr, exitCode } = await cli.run(["models", "show", "finch/grain"]);
    expect(exitCode).to.equal(42);
    expect(stderr).to.include("a project's file can't set models");
  });

  it("survives a cache that is broken", async () => {
    using cli = builtCli();
    placeFinch(cli.home, JSON.stringify(listed));
    await cli.run(["models", "list", "finch"]);
    const kept = join(cli.home.cache, "catalogue/live/finch.json");
    expect(readFileSync(kept, "utf8")).to.include("4096");
    writeFileSync(kept, "{");
    const { stdout, exitCode } = await cli.run(["models", "show", "finch/seed"]);
    expect(exitCode).to.equal(0);
    expect(stdout).to.include("100,000");
  });
});
