import { expect } from "chai";
import { readFileSync, statSync } from "node:fs";
import { buildOnce } from "../../boot/built-cli.ts";
import { completionScene, type CompletionScene } from "./completion-scene.ts";

describe("setting completion up", () => {
  let scene: CompletionScene;
  before(buildOnce);
  before(async () => {
    scene = await completionScene();
  });
  after(() => {
    scene[Symbol.dispose]();
  });

  it("says without a shell's name what to run in the shell that is in use, and names the others", async () => {
    const bash = await scene.print("autocomplete", "--json");
    expect(JSON.parse(bash)).to.have.property("setups");
    expect(await scene.print("autocomplete")).to.include("ainative-code autocomplete ").and.not.include("--refresh-cache");
  });

  it("writes a script of our own for PowerShell, for its user alone, and prints the line that reads it", async () => {
    const line = await scene.print("autocomplete", "powershell");
    const [, file = ""] = /^if \(Test-Path '([^']+)'\) \{ \. '\1' \}\n$/.exec(line) ?? [];
    expect(readFileSync(file, "utf8")).to.include("Register-ArgumentCompleter -Native -CommandName 'ainative-code'");
    expect(statSync(file).mode & 0o777).to.equal(0o600);
  });

  it("answers for an empty word that a shell can't pass on", async () => {
    expect(await scene.print("complete", "--next", "--", "config", "set", "log.level")).to.equal(await scene.print("complete", "--", "config", "set", "log.level", ""));
  });

  it("offers for a key only whoever takes one", async () => {
    const offered = (await scene.print("complete", "--", "auth", "key", "set", "")).trimEnd().split("\n");
    expect(offered).to.include.members(["openai", "zerodb", "strapi"]).and.not.include("replay");
    expect((await scene.print("complete", "--", "models", "list", "")).split("\n")).to.include("replay");
  });
});
