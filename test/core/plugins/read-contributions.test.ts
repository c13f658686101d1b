import { expect } from "chai";
import { pickContribution } from "../../../src/core/plugins/pick-contribution.ts";
import { readContributions } from "../../../src/core/plugins/read-contributions.ts";

const plugin = (name: string, ainative: unknown): { name: string; version: string; root: string; ainative: unknown } => ({
  name,
  version: "1.0.0",
  root: `/plugins/${name}`,
  ainative,
});

describe("the contributions of plugins", () => {
  it("are read from manifests and sorted by id", () => {
    const { contributions, problems } = readContributions([
      plugin("b", { api: 1, tools: [{ name: "zeta", module: "./z.js" }, { name: "alpha", module: "./a.js" }] }),
      plugin("a", { api: 1, providers: [{ id: "acme", module: "./dist/p.js", secrets: ["apiKey"] }] }),
      plugin("no-part-of-ours", undefined),
    ]);
    expect(problems).to.deep.equal([]);
    expect(contributions.map(({ kind, id, plugin: by }) => `${kind} ${id} of ${by}`)).to.deep.equal([
      "provider acme of a",
      "tool alpha of b",
      "tool zeta of b",
    ]);
  });

  it("refuse another version of the contract in one clear line", () => {
    const { plugins, problems } = readContributions([plugin("old", { api: 0 }), plugin("new", { api: 2 }), plugin("none", {})]);
    expect(plugins).to.deep.equal([]);
    expect(problems.map(({ plugin: by, message }) => `${by} ${message}`)).to.deep.equal([
      "old was written for version 0 of the plugin contract, this host speaks version 1",
      "new was written for version 2 of the plugin contract, this host speaks version 1",
      "none was written for version undefined of the plugin contract, this host speaks version 1",
    ]);
  });

  it("that were refused are told by name when they are asked for", () => {
    const { refused } = readContributions([plugin("next", { api: 2, providers: [{ id: "acme" }], tools: [{ name: "saw" }, 3] })]);
    expect(refused.map(({ kind, id }) => `${kind} ${id}`)).to.deep.equal(["provider acme", "tool saw"]);
    const set = { list: () => [], refused: () => refused, load: () => Promise.resolve(1) };
    expect(() => pickContribution(set, "acme")).to.throw('The plugin next, which brings the provider "acme", was written for version 2');
    expect(pickContribution(set, "other")).to.equal(undefined);
  });

  for (const [what, ainative] of Object.entries({
    "a manifest that is no object": "x",
    "a module outside the package": { api: 1, tools: [{ name: "x", module: "../../x.js" }] },
    "an absolute module": { api: 1, providers: [{ id: "x", module: "/x.js" }] },
    "a name that no vendor takes": { api: 1, tools: [{ name: "a b", module: "./x.js" }] },
    "a catalogue outside the package": { api: 1, providers: [{ id: "x", module: "./x.js", catalogue: "../../secrets.json" }] },
    "settings outside the package": { api: 1, settings: "../x.json" },
    "hosts that are no list": { api: 1, rights: { hosts: "example.com" } },
    "a list with a hole": { api: 1, tools: [null] },
  })) {
    it(`refuse ${what}, by name`, () => {
      const { contributions, problems } = readContributions([plugin("bad", ainative)]);
      expect(contributions).to.deep.equal([]);
      expect(problems).to.have.length(1);
      expect(problems[0]?.plugin).to.equal("bad");
    });
  }

  it("name both of two plugins with one id, and refuse it when it is asked for", () => {
    const tool = { api: 1, tools: [{ name: "x", module: "./x.js" }] };
    const { contributions, problems } = readContributions([plugin("one", tool), plugin("two", tool)]);
    expect(problems.map(({ plugin: by, message }) => `${by} ${message}`)).to.deep.equal([
      'one brings the tool "x", and so does two: uninstall one of them',
      'two brings the tool "x", and so does one: uninstall one of them',
    ]);
    const set = { list: () => contributions, refused: () => [], load: () => Promise.resolve(1) };
    expect(() => pickContribution(set, "x")).to.throw('Two plugins bring the tool "x": one and two.');
  });

  it("may give one id to a provider and to a tool", () => {
    const both = { api: 1, providers: [{ id: "x", module: "./p.js" }], tools: [{ name: "x", module: "./t.js" }] };
    expect(readContributions([plugin("one", both)]).problems).to.deep.equal([]);
  });
});
