import { isAinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { loadConfig } from "../../../src/app/config.ts";
import { testPlace, type TestPlace } from "./config-place.ts";

const server = {
  type: "object",
  additionalProperties: false,
  required: ["baseURL"],
  properties: {
    baseURL: { type: "string", "x-user-only": true },
    apiKey: { type: "string", "x-secret": true },
    api: { enum: ["chat", "other"], default: "chat" },
    models: { type: "array", items: { type: "string" }, default: [] },
  },
};
const schema = {
  type: "object",
  properties: {
    region: { type: "string", default: "eu" },
    servers: { type: "object", "x-members": true, "x-user-only": true, additionalProperties: server },
  },
};
const plugins = { "@acme/zap": { schema, plugin: "@acme/zap" } };
const servers = (yaml: string): string => `plugins:\n  '@acme/zap':\n    servers: {${yaml}}\n`;

describe("settings of a map whose members have settings of their own", () => {
  let place: TestPlace;
  beforeEach(() => {
    place = testPlace();
  });
  afterEach(() => place.remove());

  it("are read with their defaults, and their secrets apart", async () => {
    place.put(place.userFile, servers('one: {baseURL: "http://1", apiKey: "${K}", models: [a]}, two: {baseURL: "http://2", api: other}'));
    const config = await loadConfig(place.with({ plugins }));
    expect(config.section("@acme/zap")).to.deep.equal({
      region: "eu",
      servers: {
        one: { baseURL: "http://1", api: "chat", models: ["a"] },
        two: { baseURL: "http://2", api: "other", models: [] },
      },
    });
    expect(config.secret("@acme/zap", "servers.one.apiKey")?.text).to.equal("${K}");
    expect(config.secret("@acme/zap", "servers.two.apiKey")).to.equal(undefined);
  });

  it("come from variables and flags too, for members that are there", async () => {
    place.put(place.userFile, servers('one: {baseURL: "http://1"}'));
    const env = { AINATIVE_CODE_PLUGINS_ACME_ZAP_SERVERS_ONE_MODELS: "x, y", AINATIVE_CODE_PLUGINS_ACME_ZAP_SERVERS_ONE_API_KEY: "k" };
    const overrides = { "plugins.@acme/zap.servers.one.api": "other", "plugins.@acme/zap.servers.new.baseURL": "http://new" };
    const config = await loadConfig({ ...place.with({ plugins, env }), overrides });
    expect(config.section("@acme/zap")["servers"]).to.deep.equal({
      one: { baseURL: "http://1", api: "other", models: ["x", "y"] },
      new: { baseURL: "http://new", api: "chat", models: [] },
    });
    expect(config.secret("@acme/zap", "servers.one.apiKey")?.source.variable).to.equal(Object.keys(env)[1]);
  });

  it("are shown without their secrets, and got by any part of their name", async () => {
    place.put(place.userFile, servers('one: {baseURL: "http://1", apiKey: "sk-plain-0123456789"}'));
    const config = await loadConfig(place.with({ plugins }));
    expect(JSON.stringify(config.entries())).to.include("servers.one.baseURL").and.not.include("sk-plain");
    expect(config.get("plugins.@acme/zap.servers.one.apiKey")).to.equal("********");
    expect(config.get("plugins.@acme/zap.servers")).to.deep.include({ one: { baseURL: "http://1", apiKey: "********", api: "chat", models: [] } });
    expect(config.warnings.join()).to.include("auth key set one");
  });

  it("are none where nothing is set, and that is no mistake", async () => {
    const config = await loadConfig(place.with({ plugins }));
    expect(config.get("plugins.@acme/zap.servers")).to.equal(undefined);
    expect(config.section("@acme/zap")).to.deep.equal({ region: "eu" });
  });

  it("are told by place and name where they are wrong, or a project's", async () => {
    const message = async (): Promise<string> => {
      const error: unknown = await loadConfig(place.with({ plugins })).catch((thrown: unknown) => thrown);
      return isAinError(error) ? error.message : "no error";
    };
    place.put(place.userFile, servers('one: {baseURL: "http://1", apy: chat}'));
    expect(await message()).to.include('unknown key "apy"').and.include(`${place.userFile}:3`);
    place.put(place.userFile, servers("one: {api: chat}"));
    expect(await message()).to.include("baseURL");
    place.put(place.userFile, servers('one: {baseURL: "http://1"}'));
    place.put(place.projectFile, servers("one: {api: other}"));
    expect(await message()).to.include("a project's file can't set").and.include("servers.one.api");
  });
});
