import { expect } from "chai";
import { join } from "node:path";
import { isAinError } from "@ainative-code/sdk";
import { loadConfig } from "../../../src/app/config.ts";
import { refuseLocked } from "../../../src/app/refuse-locked.ts";
import { setConfig } from "../../../src/app/set-config.ts";
import { testPlace, type TestPlace } from "./config-place.ts";

describe("the organisation's file", () => {
  let place: TestPlace;
  let file = "";
  beforeEach(() => {
    place = testPlace();
    file = join(place.folders.config, "../organisation/config.yaml");
  });
  afterEach(() => {
    place.remove();
  });

  const within = (env: Record<string, string> = {}): ReturnType<TestPlace["with"]> => place.with({ env: { AINATIVE_CODE_ORG_CONFIG: file, ...env } });

  async function refusal(work: Promise<unknown>): Promise<string> {
    try {
      await work;
    } catch (error) {
      if (isAinError(error) && error.code === "invalid-input") return error.message;
      throw error;
    }
    throw new Error("it was not refused");
  }

  it("stands between the user's file and the defaults", async () => {
    place.put(file, "model: org/m\nchat: {maxTurns: 5}\n");
    place.put(place.userFile, "model: mine/m\n");
    const config = await loadConfig(within());
    expect(config.core.model).to.equal("mine/m");
    expect(config.core.chat.maxTurns).to.equal(5);
    expect(config.source("chat.maxTurns")).to.deep.equal({ layer: "organisation", file, line: 2, column: 8 });
    expect(config.files.organisation).to.equal(file);
  });

  it("keeps its denials whatever the other layers say", async () => {
    place.put(file, "permissions: {deny: ['bash(curl *)']}\n");
    place.put(place.userFile, "permissions: {deny: []}\n");
    const config = await loadConfig({ ...within({ AINATIVE_CODE_PERMISSIONS_DENY: "edit" }), overrides: { "permissions.deny": "[]" } });
    expect(config.core.permissions.deny).to.deep.equal(["edit", "bash(curl *)"]);
  });

  it("locks keys and groups against every other layer, each named with its place", async () => {
    place.put(file, "chat: {maxTurns: 5}\nlocked:\n  - chat.maxTurns\n  - permissions\n  - plugins.openai.baseURL\n");
    place.put(place.projectFile, "chat:\n  maxTurns: 6\n");
    place.put(place.userFile, "permissions: {mode: bypass}\n");
    const env = { OPENAI_BASE_URL: "https://elsewhere.example" };
    const message = await refusal(loadConfig({ ...within(env), overrides: { "chat.maxTurns": "7" } }));
    expect(message.split("\n")).to.have.members([
      "The configuration has 4 problems:",
      `command line: chat.maxTurns is locked by your organisation in ${file}:3.`,
      `OPENAI_BASE_URL: plugins.openai.baseURL is locked by your organisation in ${file}:5.`,
      `${place.projectFile}:2:3: chat.maxTurns is locked by your organisation in ${file}:3.`,
      `${place.userFile}:1:15: permissions.mode is locked by your organisation in ${file}:4.`,
    ]);
  });

  it("holds its locks also when the files come from the cache", async () => {
    place.put(file, "chat: {maxTurns: 5}\nlocked: [chat.maxTurns]\n");
    await loadConfig(within());
    await new Promise((resolve) => setTimeout(resolve, 120));
    await loadConfig(within());
    expect(await refusal(loadConfig({ ...within(), overrides: { "chat.maxTurns": 6 } }))).to.contain("is locked by your organisation");
  });

  it("lets others say the same, add denials, and set what is not locked", async () => {
    place.put(file, "log: {level: warn}\nlocked: [log, chat.maxTurns, permissions.deny]\n");
    place.put(place.userFile, "log: {level: warn}\nchat: {maxTurns: 100, maxOutputTokens: 9}\npermissions: {deny: [edit]}\n");
    const { core, locked } = await loadConfig(within());
    expect(core.permissions.deny).to.deep.equal(["edit"]);
    expect(core.chat.maxOutputTokens).to.equal(9);
    expect(locked("log.level")).to.equal(`log.level is locked by your organisation in ${file}:2.`);
    expect(locked("permissions.deny")).to.equal(undefined);
    expect(locked("model")).to.equal(undefined);
  });

  it("refuses a lock that names nothing, but keeps one for a plugin that is not installed", async () => {
    place.put(file, "locked: [chat.maxTrns, plugins.absent.url]\n");
    expect(await refusal(loadConfig(within()))).to.equal(`${file}:1:10: unknown key "chat.maxTrns". Did you mean "chat.maxTurns"?`);
    place.put(file, "locked: [plugins.absent.url]\n");
    await loadConfig(within());
    place.put(file, "locked: chat\n");
    expect(await refusal(loadConfig(within()))).to.equal(`${file}:1:9: locked must be a list, not text.`);
  });

  it("alone may lock: in another file `locked` is an unknown key", async () => {
    place.put(place.userFile, "locked: [model]\n");
    expect(await refusal(loadConfig(within()))).to.contain('unknown key "locked"');
  });

  it("stops config set, and flags of a run, with its own name", async () => {
    place.put(file, "model: org/m\nlocked: [model, permissions.allow, permissions.mode]\n");
    expect(await refusal(setConfig(within(), { key: "model", text: "a/b", layer: "user" }))).to.contain(`locked by your organisation in ${file}:2`);
    const config = await loadConfig(within());
    expect(() => {
      refuseLocked(config, { model: "a/b", permissionMode: "bypass", allowedTools: ["bash"], maxTurns: 3 });
    }).to.throw(/The configuration has 3 problems:\ncommand line: model is locked.*\ncommand line: permissions.mode.*\n.*permissions.allow/);
    refuseLocked(config, { model: "org/m", permissionMode: "ask", allowedTools: [], maxTurns: 3 });
  });

  it("keeps a locked model from being got around by fallbacks that are not its own", async () => {
    const nothing = { allowedTools: [] };
    place.put(file, "model: org/m\nlocked: [model]\n");
    place.put(place.userFile, "chat: {fallbackModels: [mine/m]}\n");
    const config = await loadConfig(within());
    expect(() => {
      refuseLocked(config, nothing);
    }).to.throw(/chat\.fallbackModels names other models, and model is locked by your organisation/);
    place.put(file, "model: org/m\nchat: {fallbackModels: [org/n]}\nlocked: [model]\n");
    place.put(place.userFile, "{}\n");
    refuseLocked(await loadConfig(within()), nothing);
  });
});
