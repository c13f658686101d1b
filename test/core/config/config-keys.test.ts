import { expect } from "chai";
import { configSchemaOf } from "../../../src/core/config/config-schema.ts";

describe("the keys of maps whose members have settings of their own", () => {
  const text = { type: "string" };
  const server = { type: "object", properties: { baseURL: text, apiKey: { ...text, "x-secret": true }, api: { enum: ["a"], default: "a" } } };
  const { keys } = configSchemaOf({
    x: {
      plugin: "x",
      schema: {
        type: "object",
        properties: { mode: text, servers: { type: "object", "x-members": true, "x-user-only": true, additionalProperties: server } },
      },
    },
  });
  const own = (names: Iterable<string>): string[] => [...names].filter((name) => name.startsWith("plugins.x."));

  it("are got by the name that any member's would have, and not listed before there is one", () => {
    expect(own(keys.keys())).to.deep.equal(["plugins.x.mode"]);
    const key = keys.get("plugins.x.servers.one.apiKey");
    expect(key?.path).to.deep.equal(["plugins", "x", "servers", "one", "apiKey"]);
    expect(key?.secret).to.equal(true);
    expect(keys.get("plugins.x.servers.one.api")?.userOnly, "what holds for the map holds for its members").to.equal(true);
    expect(key?.variables).to.deep.equal(["AINATIVE_CODE_PLUGINS_X_SERVERS_ONE_API_KEY"]);
  });

  it("are none of names that no member has", () => {
    for (const name of ["plugins.x.servers", "plugins.x.servers.one", "plugins.x.servers.one.nope", "plugins.x.serversone.api", "plugins.x.servers..api"]) {
      expect(keys.get(name), name).to.equal(undefined);
    }
  });

  it("are listed with the members that a file has, or that settings name", () => {
    const tree = { plugins: { x: { servers: { one: { baseURL: "u" }, two: {} } } } };
    const both = ["one", "two"].flatMap((member) => ["baseURL", "apiKey", "api"].map((name) => `plugins.x.servers.${member}.${name}`));
    expect(own(keys.of(tree).keys())).to.deep.equal(["plugins.x.mode", ...both]);
    expect(own(keys.withMembersOf(["model", "plugins.x.servers.one.apiKey"]).keys())).to.deep.equal(["plugins.x.mode", ...both.slice(0, 3)]);
    expect(keys.of({}), "nothing to add").to.equal(keys);
  });

  it("know the map and its members as groups", () => {
    expect(keys.familyPath("plugins.x.servers")).to.deep.equal(["plugins", "x", "servers"]);
    expect(keys.familyPath("plugins.x.servers.one")).to.deep.equal(["plugins", "x", "servers", "one"]);
    expect([keys.familyPath("plugins.x"), keys.familyPath("plugins.x.servers.one.api")]).to.deep.equal([undefined, undefined]);
  });
});
