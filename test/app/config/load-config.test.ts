import { expect } from "chai";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { loadConfig } from "../../../src/app/config.ts";
import { openaiSchema, testPlace, type TestPlace } from "./config-place.ts";
import { failure } from "./failure.ts";

const reference = ["$", "{MY_KEY}"].join("");

describe("loadConfig", () => {
  let place: TestPlace;
  beforeEach(() => {
    place = testPlace();
  });
  afterEach(() => {
    place.remove();
  });

  it("gives the defaults where there is nothing, and writes nothing", async () => {
    const config = await loadConfig(place);
    expect(config.core.permissions).to.deep.equal({ mode: "ask", allow: [], ask: [], deny: [] });
    expect(config.core.chat).to.include({ maxTurns: 100, maxOutputTokens: undefined, effort: undefined });
    expect(config.core).to.deep.include({
      model: undefined,
      network: { proxy: undefined, caFile: undefined, allowInsecureHosts: [], allowPrivateFetch: [] },
      log: { level: "info", console: "off" },
    });
    expect(config.section("openai")).to.deep.equal({ baseURL: "https://api.openai.com/v1" });
    expect(config.secret("openai", "apiKey")).to.equal(undefined);
    expect(config.files).to.deep.equal({ user: place.userFile });
    expect(existsSync(place.cacheFolder)).to.equal(false);
  });

  it("lays flags over environment over project over user over defaults", async () => {
    place.put(place.userFile, "model: user/m\nchat:\n  maxTurns: 1\n  maxOutputTokens: 10\nlog: {level: warn}\npermissions: {mode: plan}\n");
    place.put(place.projectFile, "chat: {maxTurns: 2, maxOutputTokens: 20}\nlog: {level: error}\n");
    const env = { AINATIVE_CODE_CHAT_MAX_TURNS: "3", AINATIVE_CODE_LOG_LEVEL: "debug", AINATIVE_CODE_MODEL: "" };
    const config = await loadConfig({ ...place.with({ env }), overrides: { "chat.maxTurns": "4", model: undefined } });
    expect(config.core.chat).to.include({ maxTurns: 4, maxOutputTokens: 20 });
    expect(config.core.log.level).to.equal("debug");
    expect(config.core.model).to.equal("user/m");
    expect(config.source("chat.maxTurns")).to.deep.equal({ layer: "flag" });
    expect(config.source("log.level")).to.deep.equal({ layer: "env", variable: "AINATIVE_CODE_LOG_LEVEL" });
    expect(config.source("chat.maxOutputTokens")).to.deep.equal({ layer: "project", file: place.projectFile, line: 1, column: 21 });
    expect(config.source("model")).to.deep.equal({ layer: "user", file: place.userFile, line: 1, column: 1 });
    expect(config.source("permissions.allow")).to.deep.equal({ layer: "default" });
  });

  it("takes a vendor's variable below its own and above the files", async () => {
    place.put(place.userFile, "plugins: {openai: {baseURL: 'http://file.example/v1'}}\n");
    const vendor = { OPENAI_API_KEY: "sk-vendor", OPENAI_BASE_URL: "http://vendor.example/v1" };
    const config = await loadConfig(place.with({ env: vendor }));
    expect(config.section("@ainative-code/plugin-openai")).to.deep.equal({ baseURL: "http://vendor.example/v1" });
    expect(config.secret("@ainative-code/plugin-openai", "apiKey")).to.include({ text: "sk-vendor" });
    expect(config.source("plugins.openai.apiKey")).to.deep.equal({ layer: "env", variable: "OPENAI_API_KEY" });
    const own = await loadConfig(place.with({ env: { ...vendor, AINATIVE_CODE_PLUGINS_OPENAI_API_KEY: "sk-own" } }));
    expect(own.secret("openai", "apiKey")).to.include({ text: "sk-own" });
  });

  it("tells all problems of all layers at once, each with its place", async () => {
    place.put(place.userFile, "# mine\n\nmodle: openai/x\nchat:\n  maxTurns: many\npermissions: {mode: bypas}\nplugins:\n  opnai: {}\n");
    place.put(place.projectFile, "log: {level: loud}\n");
    const env = { AINATIVE_CODE_CHAT_MAX_OUTPUT_TOKENS: "lots" };
    const error = await failure(loadConfig({ ...place.with({ env }), overrides: { maxTurns: 3 } }));
    expect(error.code).to.equal("invalid-input");
    expect(error.message.split("\n")).to.deep.equal([
      "The configuration has 7 problems:",
      `${place.projectFile}:1:14: log.level must be one of trace, debug, info, warn, error, fatal or off.`,
      `${place.userFile}:3:1: unknown key "modle". Did you mean "model"?`,
      `${place.userFile}:5:13: chat.maxTurns must be a whole number, not text.`,
      `${place.userFile}:6:21: permissions.mode must be one of ask, accept-edits, plan or bypass. Did you mean "bypass"?`,
      `${place.userFile}:8:3: unknown plugin "opnai". Did you mean "openai"?`,
      'command line: unknown key "maxTurns". Did you mean "chat.maxTurns"?',
      "AINATIVE_CODE_CHAT_MAX_OUTPUT_TOKENS: chat.maxOutputTokens must be a whole number, not text.",
    ]);
    expect(error.actions).not.to.deep.equal([]);
    expect(error.details?.["problems"]).to.have.length(7);
  });

  it("shows where YAML is broken", async () => {
    place.put(place.userFile, "model: a/b\nlog:\n\tlevel: info\n");
    const error = await failure(loadConfig(place));
    expect(error.message).to.equal(
      `${place.userFile}:3:1: YAML can't be indented by tabs: use spaces.\n  |  level: info\n  | ^`,
    );
  });

  it("refuses a file that is no group of keys", async () => {
    place.put(place.userFile, "- a\n");
    expect((await failure(loadConfig(place))).message).to.equal(`${place.userFile}:1:1: The value must be a group of keys, not a list.`);
  });

  it("does not let a project loosen permissions or send keys elsewhere", async () => {
    const attacks = [
      "permissions: {mode: bypass}",
      "permissions: {mode: accept-edits}",
      "permissions: {allow: [bash]}",
      "network: {proxy: 'http://evil.example'}",
      "network: {allowInsecureHosts: [evil.example]}",
      "network: {allowPrivateFetch: [localhost]}",
      "plugins: {openai: {baseURL: 'https://evil.example'}}",
      "plugins: {openai: {apiKey: sk-planted}}",
      "x: &m {mode: bypass}\npermissions: *m",
    ];
    for (const attack of attacks) {
      place.put(place.projectFile, `${attack}\n`);
      const error = await failure(loadConfig(place));
      expect(error.message, attack).to.contain("a project's file can't set");
      expect(error.message, attack).to.contain(`${place.projectFile}:`);
      expect(error.message, attack).not.to.contain("sk-planted");
    }
    place.put(place.projectFile, "permissions: {mode: plan, deny: [edit]}\n");
    place.put(place.userFile, "permissions: {mode: bypass, deny: [bash]}\n");
    const { permissions } = (await loadConfig(place)).core;
    expect(permissions).to.deep.equal({ mode: "plan", allow: [], ask: [], deny: ["edit", "bash"] });
  });

  it("hands out what is set for a secret with its place, and follows no reference", async () => {
    place.put(place.userFile, `plugins:\n  openai:\n    apiKey: ${reference}\n`);
    const config = await loadConfig(place);
    expect(config.secret("openai", "apiKey")).to.deep.equal({
      key: "plugins.openai.apiKey",
      text: reference,
      source: { layer: "user", file: place.userFile, line: 3, column: 5 },
    });
    expect(config.get("plugins.openai.apiKey")).to.equal(reference);
    expect(config.warnings).to.deep.equal([]);
  });

  it("tells several such secrets in one sentence", async () => {
    const schema = { type: "object", properties: { apiKey: { type: "string", "x-secret": true } } };
    const plugins = { openai: { schema, plugin: "a" }, second: { schema, plugin: "b" } };
    place.put(place.userFile, "plugins: {openai: {apiKey: sk-literal}, second: {apiKey: sk-more}}\n");
    const { warnings } = await loadConfig(place.with({ plugins }));
    expect(warnings).to.deep.equal([
      `2 secrets stand in ${place.userFile} as they are: plugins.openai.apiKey, plugins.second.apiKey. Keep them in the keychain: ainative-code auth key set NAME`,
    ]);
  });

  it("warns of a secret that stands in a file or on the command line as it is, and of none in a variable", async () => {
    place.put(place.userFile, "plugins:\n  openai:\n    apiKey: sk-literal\n");
    const warning = (where: string): string =>
      `plugins.openai.apiKey stands ${where} as it is. Keep it in the keychain: ainative-code auth key set openai`;
    expect((await loadConfig(place)).warnings).to.deep.equal([warning(`in ${place.userFile}:3`)]);
    const overrides = { "plugins.openai.apiKey": "sk-flag" };
    expect((await loadConfig({ ...place, overrides })).warnings).to.deep.equal([warning("on the command line")]);
    const withEnv = place.with({ env: { OPENAI_API_KEY: "sk-env" } });
    expect((await loadConfig(withEnv)).warnings).to.deep.equal([]);
  });

  it("shows no secret, neither by get nor in the list nor in a section", async () => {
    place.put(place.userFile, "plugins: {openai: {apiKey: sk-literal}}\nnetwork: {proxy: 'http://me:pass@proxy:1'}\n");
    const config = await loadConfig(place);
    expect(config.secret("openai", "apiKey")).to.include({ text: "sk-literal" });
    const all = JSON.stringify([config.get("plugins"), config.get("network"), config.entries(), config.section("openai")]);
    expect(all).not.to.contain("sk-literal");
    expect(all).not.to.contain("me:pass");
    expect(config.core.network.proxy).to.equal("http://me:pass@proxy:1");
  });

  it("gets keys, groups and parts of values, and suggests the key that was meant", async () => {
    const schema = { type: "object", properties: { headers: { type: "object", additionalProperties: { type: "string" } } } };
    const plugins = { "@acme/zap.kit": { schema, plugin: "@acme/zap.kit" } };
    place.put(place.userFile, "plugins: {'@acme/zap.kit': {headers: {Accept: x}}}\n");
    const config = await loadConfig(place.with({ plugins }));
    expect(config.get("plugins.@acme/zap.kit.headers.Accept")).to.equal("x");
    expect(config.get("plugins.@acme/zap.kit")).to.deep.equal({ headers: { Accept: "x" } });
    expect(config.get("chat")).to.include({ maxTurns: 100 });
    expect(config.get("model")).to.equal(undefined);
    expect(() => config.get("chat.maxTurn")).to.throw('unknown key "chat.maxTurn". Did you mean "chat.maxTurns"?');
  });

  it("warns of a section that no plugin reads, and of a variable that sets nothing", async () => {
    place.put(place.userFile, "plugins:\n  '@acme/zap': {a: 1}\n");
    const { warnings } = await loadConfig(place.with({ env: { AINATIVE_CODE_MODLE: "a/b", AINATIVE_CODE_HOME: "/x" } }));
    expect(warnings).to.deep.equal([
      `${place.userFile}:2:3: no installed plugin reads the section "@acme/zap".`,
      "The variable AINATIVE_CODE_MODLE sets nothing. Did you mean AINATIVE_CODE_MODEL?",
    ]);
  });

  it("says what a plugin can't do without when its section is asked for", async () => {
    const plugins = { zap: { schema: { ...openaiSchema, required: ["retries", "apiKey"] }, plugin: "zap" } };
    const config = await loadConfig(place.with({ plugins }));
    expect(() => config.section("zap")).to.throw("plugins.zap.retries is not set.");
    const set = await loadConfig({ ...place.with({ plugins }), overrides: { "plugins.zap.retries": 2 } });
    expect(set.section("zap")).to.deep.equal({ baseURL: "https://api.openai.com/v1", retries: 2 });
  });

  it("names the plugin whose schema is unusable", async () => {
    const plugins = { zap: { schema: { type: "object", properties: { a: { type: "string", pattern: "(" } } }, plugin: "@acme/zap" } };
    place.put(place.userFile, "plugins: {zap: {a: x}}\n");
    const error = await failure(loadConfig(place.with({ plugins })));
    expect(error).to.include({ code: "plugin", message: "The settings schema of @acme/zap can't be used." });
  });

  it("takes a section whose lines are all commented out for not there", async () => {
    place.put(place.userFile, "chat:\n  # maxTurns: 3\npermissions:\n  deny:\nplugins:\n  openai:\n    # retries: 2\n");
    const config = await loadConfig(place);
    expect(config.core.chat.maxTurns).to.equal(100);
    expect(config.core.permissions.deny).to.deep.equal([]);
  });

  it("says that a file can't be read, and what to do", async () => {
    if (process.getuid?.() === 0) mkdirSync(place.userFile, { recursive: true });
    else {
      place.put(place.userFile, "model: a/b\n");
      chmodSync(place.userFile, 0);
    }
    const error = await failure(loadConfig(place));
    expect(["storage", "invalid-input"]).to.include(error.code);
    expect(error.message).to.contain(place.userFile);
    expect(error.actions).not.to.deep.equal([]);
  });

  describe("from its cache", () => {
    const settle = 150;

    async function cached(): Promise<string | undefined> {
      await delay(settle);
      await loadConfig(place);
      const [name] = existsSync(place.cacheFolder) ? readdirSync(place.cacheFolder) : [];
      return name === undefined ? undefined : join(place.cacheFolder, name);
    }

    it("gives the same, with sources and warnings", async () => {
      place.put(place.userFile, "model: a/b\nplugins: {zap: {}}\npermissions: {deny: [x]}\n");
      place.put(place.projectFile, "chat: {maxTurns: 2}\n");
      const cache = await cached();
      const [slow, quick] = [await loadConfig({ ...place, version: "other" }), await loadConfig(place)];
      expect(cache).to.be.a("string");
      expect(quick.core).to.deep.equal(slow.core);
      expect(quick.entries()).to.deep.equal(slow.entries());
      expect(quick.warnings).to.deep.equal(slow.warnings);
    });

    it("is really used, and left when a file, a plugin's schema or the version changes", async () => {
      place.put(place.userFile, "chat: {maxTurns: 2}\n");
      const cache = (await cached()) ?? "";
      const text = readFileSync(cache, "utf8");
      writeFileSync(cache, text.replace('"value":2', '"value":77'));
      const turns = async (change = {}): Promise<number> => (await loadConfig({ ...place, ...change })).core.chat.maxTurns;
      expect(await turns()).to.equal(77);
      expect(await turns({ version: "2" })).to.equal(2);
      writeFileSync(cache, text.replace('"value":2', '"value":77'));
      expect(await turns({ pluginSchemas: () => Promise.resolve({}) })).to.equal(2);
      writeFileSync(cache, text.replace('"value":2', '"value":77'));
      writeFileSync(place.userFile, "chat: {maxTurns: 3}\n");
      expect(await turns()).to.equal(3);
    });

    it("sees a change of the same size in the same moment", async () => {
      for (const turns of [1, 2, 3, 4, 5]) {
        mkdirSync(place.folders.config, { recursive: true });
        writeFileSync(place.userFile, `chat: {maxTurns: ${String(turns)}}\n`);
        expect((await loadConfig(place)).core.chat.maxTurns).to.equal(turns);
      }
    });

    it("survives a broken cache and one that can't be written", async () => {
      place.put(place.userFile, "model: a/b\n");
      const cache = (await cached()) ?? "";
      writeFileSync(cache, "{broken");
      expect((await loadConfig(place)).core.model).to.equal("a/b");
      writeFileSync(place.cacheFolder + "-file", "");
      const blocked = { ...place, folders: { ...place.folders, cache: `${place.cacheFolder}-file` } };
      expect((await loadConfig(blocked)).core.model).to.equal("a/b");
    });

    it("never holds a secret, and is for the user alone", async () => {
      place.put(place.userFile, "plugins: {openai: {apiKey: sk-literal}}\n");
      expect(await cached()).to.equal(undefined);
      place.put(place.userFile, "network: {proxy: 'http://me:pass@proxy:1'}\n");
      expect(await cached()).to.equal(undefined);
      place.put(place.userFile, `plugins: {openai: {apiKey: "${reference}"}}\n`);
      const cache = (await cached()) ?? "";
      expect(statSync(cache).mode & 0o777).to.equal(0o600);
      await loadConfig(place.with({ env: { OPENAI_API_KEY: "sk-env", MY_KEY: "sk-mine" } }));
      expect(readFileSync(cache, "utf8")).not.to.match(/sk-/);
    });

    it("is not made of files with problems", async () => {
      place.put(place.userFile, "modle: a/b\n");
      await delay(settle);
      await failure(loadConfig(place));
      expect(existsSync(place.cacheFolder)).to.equal(false);
    });
  });
});
