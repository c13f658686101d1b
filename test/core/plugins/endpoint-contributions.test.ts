import { inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import type { ConfigEntry } from "../../../src/core/config/config.ts";
import { duplicates } from "../../../src/core/plugins/duplicates.ts";
import { endpointContributions } from "../../../src/core/plugins/endpoint-contributions.ts";
import { endpointHosts, endpointKey, endpointSettings } from "../../../src/core/plugins/endpoint-settings.ts";
import { loadProvider } from "../../../src/core/plugins/load-module.ts";
import { readContributions } from "../../../src/core/plugins/read-contributions.ts";

const ainative = { api: 1, providers: [{ id: "acme", module: "./p.js", secrets: ["apiKey"], endpoints: "servers" }] };
const { contributions } = readContributions([{ name: "@ainative-code/plugin-acme", version: "1.0.0", root: "/p", ainative }]);
const set = (key: string): ConfigEntry => ({ key, value: "v", sources: [{ layer: "user" }] });
const endpoints = endpointContributions(contributions, () => [
  set("plugins.acme.servers.one.baseURL"),
  set("plugins.acme.servers.one.apiKey"),
  { key: "plugins.acme.servers.two.api", value: "a", sources: [{ layer: "default" }] },
  set("plugins.acme.serversx.three"),
  set("plugins.other.servers.four.baseURL"),
]);

describe("providers that a user has named in a plugin's settings", () => {
  it("are the members of its map that are set, each once", () => {
    expect(endpoints).to.deep.equal([
      {
        kind: "provider",
        id: "one",
        plugin: "@ainative-code/plugin-acme",
        module: "./p.js",
        secrets: [],
        endpoint: { id: "one", base: "acme", setting: "servers" },
      },
    ]);
  });

  it("cost nothing where no plugin serves several", () => {
    expect(endpointContributions([], () => expect.fail("read the settings"))).to.deep.equal([]);
  });

  it("have the plugin's settings under their own, and no other member's", () => {
    const section = { region: "eu", api: "x", servers: { one: { api: "y" }, two: { api: "z" } } };
    const [endpoint] = endpoints.flatMap((one) => one.endpoint ?? []);
    if (endpoint === undefined) throw new Error("no endpoint");
    expect(endpointSettings(section, endpoint)).to.deep.equal({ region: "eu", api: "y" });
    expect(endpointKey(endpoint, "apiKey")).to.equal("servers.one.apiKey");
    expect(endpointHosts({ hosts: ["api.acme.example", "config:baseURL"] })).to.deep.equal(["config:baseURL"]);
  });

  it("are served by the plugin's module under their own id", async () => {
    const [one] = endpoints;
    if (one === undefined) throw new Error("no endpoint");
    class Acme {
      readonly id = "acme";
      readonly #models = [{ id: "m" }];
      async models(): Promise<readonly { readonly id: string }[]> {
        return Promise.resolve(this.#models);
      }
      async *stream(): AsyncGenerator<never> {}
    }
    const provider = await loadProvider(one, async () => Promise.resolve(new Acme()));
    expect(provider.id).to.equal("one");
    expect(await provider.models(inMemoryHost({}), new AbortController().signal)).to.deep.equal([{ id: "m" }]);
  });

  it("tell the setting where they take an id that another provider has", () => {
    const taken = endpoints.map((one) => ({ ...one, id: "acme" }));
    const [problem] = duplicates([...contributions, ...taken]);
    expect(problem?.message).to.include("plugins.acme.servers.acme").and.include("another name");
  });
});
