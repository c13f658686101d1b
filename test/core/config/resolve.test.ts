import { expect } from "chai";
import { keysOf } from "../../../src/core/config/config-key.ts";
import { resolveSettings } from "../../../src/core/config/resolve.ts";
import { coreSchema } from "../../../src/core/config/schema.ts";
import { layers, type Layer, type Setting } from "../../../src/core/config/setting.ts";

const keys = keysOf(coreSchema).filter((key) => key.name !== "plugins");

function setting(key: string, value: unknown, layer: Layer): Setting {
  return { key, value, source: { layer } };
}

describe("resolveSettings", () => {
  it("lets every layer win over all below it", () => {
    const all = layers.filter((layer) => layer !== "default").map((layer) => [setting("log.level", layer, layer)]);
    for (let first = 0; first < all.length; first += 1) {
      const entry = resolveSettings(keys, all.slice(first)).get("log.level");
      expect(entry?.value).to.equal(layers[first]);
      expect(entry?.sources).to.deep.equal([{ layer: layers[first] }]);
    }
    expect(resolveSettings(keys, []).get("log.level")).to.deep.include({ value: "info", sources: [{ layer: "default" }] });
  });

  it("leaves out what nobody sets and what has no default", () => {
    expect([...resolveSettings(keys, []).keys()]).not.to.include.members(["model"]);
  });

  it("joins the denials of all layers, so that a project can't take away those of its user", () => {
    const entry = resolveSettings(keys, [
      [setting("permissions.deny", [], "project")],
      [setting("permissions.deny", ["bash(rm *)", "edit"], "user")],
    ]).get("permissions.deny");
    expect(entry?.value).to.deep.equal(["bash(rm *)", "edit"]);
    expect(entry?.sources).to.deep.equal([{ layer: "project" }, { layer: "user" }]);
  });

  for (const [what, layersOf, value] of [
    ["lets a project's file lower a budget", [["project", 1], ["user", 5]], 1],
    ["lets it raise none", [["project", 10], ["user", 5]], 5],
    ["lets it raise none of the organisation", [["project", 10], ["organisation", 5]], 5],
    ["lets it set one where there is none", [["project", 10]], 10],
    ["lets the user raise one for a run", [["flag", 20], ["project", 1], ["user", 5]], 20],
  ] as const) {
    it(what, () => {
      const settings = layersOf.map(([layer, usd]) => [setting("budget.dayUsd", usd, layer)]);
      expect(resolveSettings(keys, settings).get("budget.dayUsd")?.value).to.equal(value);
    });
  }

  it("replaces other lists as a whole", () => {
    const entry = resolveSettings(keys, [[setting("permissions.allow", ["a"], "env")], [setting("permissions.allow", ["b"], "user")]]);
    expect(entry.get("permissions.allow")?.value).to.deep.equal(["a"]);
  });
});
