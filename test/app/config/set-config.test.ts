import { expect } from "chai";
import { existsSync, readFileSync, statSync } from "node:fs";
import { isAinError } from "@ainative-code/sdk";
import { loadConfig } from "../../../src/app/config.ts";
import { setConfig } from "../../../src/app/set-config.ts";
import { validateConfigFile } from "../../../src/app/validate-config.ts";
import { testPlace, type TestPlace } from "./config-place.ts";

describe("setConfig", () => {
  let place: TestPlace;
  beforeEach(() => {
    place = testPlace();
  });
  afterEach(() => {
    place.remove();
  });

  async function set(key: string, text: string, layer: "user" | "project" = "user"): Promise<string | readonly string[]> {
    try {
      return (await setConfig(place, { key, text, layer })).warnings;
    } catch (error) {
      if (isAinError(error)) return `${error.code}: ${error.message}`;
      throw error;
    }
  }

  it("makes the file, and what it writes is read again", async () => {
    expect(await set("chat.maxTurns", "7")).to.deep.equal([]);
    expect(await set("permissions.allow", "[bash(git log --format=a,b), edit]")).to.deep.equal([]);
    expect(await set("permissions.deny", "bash(rm *), web")).to.deep.equal([]);
    expect(await set("model", "openai/1.0")).to.deep.equal([]);
    expect(statSync(place.userFile).mode & 0o777).to.equal(0o600);
    const { core } = await loadConfig(place);
    expect(core.chat.maxTurns).to.equal(7);
    expect(core.permissions).to.deep.include({ mode: "ask", allow: ["bash(git log --format=a", "b)", "edit"], deny: ["bash(rm *)", "web"] });
    expect(core.model).to.equal("openai/1.0");
  });

  it("keeps the comments and everything else in the file", async () => {
    place.put(place.userFile, "# mine\nmodel: a/b # fast\n\nlog:\n  level: info\n");
    await set("model", "c/d");
    expect(readFileSync(place.userFile, "utf8")).to.equal("# mine\nmodel: c/d # fast\n\nlog:\n  level: info\n");
  });

  it("does not touch the file where the value would not do", async () => {
    place.put(place.userFile, "model: a/b\n");
    expect(await set("chat.maxTurns", "many")).to.equal("invalid-input: chat.maxTurns must be a whole number, not text.");
    expect(await set("permissions.mode", "byass")).to.match(/must be one of ask, .*Did you mean "bypass"\?$/);
    expect(await set("modle", "a/b")).to.equal('invalid-input: unknown key "modle". Did you mean "model"?');
    expect(await set("permissions.allow", "[1]")).to.equal("invalid-input: permissions.allow[0] must be text, not a number.");
    expect(await set("network.allowInsecureHosts", "[::1]:8080")).to.match(/must be a list, not text/);
    expect(await set("permissions.mode", "bypass", "project")).to.match(/a project's file can't set/);
    expect(readFileSync(place.userFile, "utf8")).to.equal("model: a/b\n");
    expect(existsSync(place.projectFile)).to.equal(false);
  });

  it("writes to the project's file when asked", async () => {
    expect(await set("chat.maxTurns", "5", "project")).to.deep.equal([]);
    expect(readFileSync(place.projectFile, "utf8")).to.equal("chat:\n  maxTurns: 5\n");
  });

  it("mends a file that has other problems, and tells them", async () => {
    place.put(place.userFile, "modle: a/b\nlog:\n  level: loud\n");
    expect(await set("log.level", "debug")).to.deep.equal([`${place.userFile}:1:1: unknown key "modle". Did you mean "model"?`]);
    expect(readFileSync(place.userFile, "utf8")).to.equal("modle: a/b\nlog:\n  level: debug\n");
  });

  it("refuses a file that is no YAML", async () => {
    place.put(place.userFile, "model: [\n");
    expect(await set("model", "a/b")).to.match(/^invalid-input: .*config\.yaml:/);
    expect(readFileSync(place.userFile, "utf8")).to.equal("model: [\n");
  });

  it("does not show a secret, and makes its file the user's alone", async () => {
    place.put(place.userFile, "model: a/b\n");
    const changed = await setConfig(place, { key: "plugins.openai.apiKey", text: "sk-1", layer: "user" });
    expect(changed.value).to.equal("********");
    expect(readFileSync(place.userFile, "utf8")).to.contain("apiKey: sk-1");
    expect(statSync(place.userFile).mode & 0o777).to.equal(0o600);
  });

  it("says when a variable wins over the file", async () => {
    const withEnv = place.with({ env: { AINATIVE_CODE_MODEL: "x/y" } });
    const { warnings } = await setConfig(withEnv, { key: "model", text: "a/b", layer: "user" });
    expect(warnings).to.deep.equal(["The variable AINATIVE_CODE_MODEL is set and wins over the file."]);
  });

  it("checks a file by the rules of the folder it lies in", async () => {
    place.put(place.userFile, "permissions: {mode: bypass}\n");
    place.put(place.projectFile, "permissions: {mode: bypass}\n");
    expect(await validateConfigFile(place, place.userFile)).to.deep.equal({ file: place.userFile, warnings: [] });
    const refused = await validateConfigFile(place, ".ainative-code/config.yaml").catch((error: unknown) => error);
    expect(refused).to.include({ code: "invalid-input" });
    const missing = await validateConfigFile(place, "none.yaml").catch((error: unknown) => error);
    expect(missing).to.include({ code: "invalid-input" });
  });
});
