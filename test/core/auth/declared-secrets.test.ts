import { expect } from "chai";
import { declaredSecrets, pickSecret } from "../../../src/core/auth/declared-secrets.ts";
import { entryName } from "../../../src/core/auth/entry-name.ts";
import { readContributions } from "../../../src/core/plugins/read-contributions.ts";

function plugin(name: string, ainative: object): { name: string; version: string; root: string; ainative: unknown } {
  return { name, version: "1.0.0", root: "/", ainative: { api: 1, ...ainative } };
}

const contributions = readContributions([
  plugin("@ainative-code/plugin-openai", {
    providers: [{ id: "openai", module: "./p.js", secrets: ["apiKey"] }],
    rights: { secrets: ["apiKey", "adminKey"] },
  }),
  plugin("@acme/cloud", {
    providers: [{ id: "cloud", module: "./p.js", secrets: ["accessKey", "secretKey"] }],
    rights: { secrets: ["accessKey", "secretKey"] },
  }),
  plugin("@ainative-code/plugin-strapi", { rights: { secrets: ["token"] } }),
  plugin("@ainative-code/plugin-replay", { providers: [{ id: "replay", module: "./p.js" }] }),
]);
const all = declaredSecrets(contributions);

describe("the keys that plugins declare", () => {
  it("are those of their providers, and those of plugins without one", () => {
    expect(contributions.problems).to.deep.equal([]);
    expect(all.map(({ provider, key, needed }) => [provider, key, needed])).to.have.deep.members([
      ["openai", "plugins.openai.apiKey", true],
      ["openai", "plugins.openai.adminKey", false],
      ["cloud", "plugins.@acme/cloud.accessKey", true],
      ["cloud", "plugins.@acme/cloud.secretKey", true],
      ["strapi", "plugins.strapi.token", false],
    ]);
  });

  it("are picked by provider, the one that is needed where there are several", () => {
    expect(pickSecret(all, "openai").name).to.equal("apiKey");
    expect(pickSecret(all, "openai", "adminKey").name).to.equal("adminKey");
    expect(pickSecret(all, "strapi").name).to.equal("token");
    expect(pickSecret(all, "@acme/cloud", "secretKey").provider).to.equal("cloud");
  });

  it("are asked for by name where it is not clear which one is meant", () => {
    expect(() => pickSecret(all, "cloud")).to.throw("cloud has several keys.");
    expect(() => pickSecret(all, "openai", "apikey")).to.throw('openai has no key named "apikey".');
  });

  it("are suggested where a provider is mistyped, or takes none", () => {
    expect(() => pickSecret(all, "opnai")).to.throw('No installed plugin takes a key for "opnai". Did you mean "openai"?');
    expect(() => pickSecret(all, "replay")).to.throw('No installed plugin takes a key for "replay".');
  });

  it("are kept under a name that every keychain and file system takes", () => {
    expect(all.map(entryName)).to.include.members(["openai.apiKey", "@acme_cloud.accessKey"]);
  });
});
