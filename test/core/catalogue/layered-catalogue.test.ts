import { expect } from "chai";
import type { Catalogue, CatalogueSource } from "../../../src/core/catalogue/catalogue.ts";
import { configLayer } from "../../../src/core/catalogue/config-layer.ts";
import type { CatalogueLayer } from "../../../src/core/catalogue/layer.ts";
import { layeredCatalogue } from "../../../src/core/catalogue/layered-catalogue.ts";
import { readLayer } from "../../../src/core/catalogue/read-layer.ts";

function layer(source: CatalogueSource, models: readonly object[], date = "2026-01-01"): CatalogueLayer {
  return readLayer(source, { date, models }).layer;
}

function catalogueOf(providers: Readonly<Record<string, readonly CatalogueLayer[]>>): Catalogue & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  const catalogue = layeredCatalogue((provider) => {
    asked.push(provider);
    return providers[provider] ?? [];
  });
  return { ...catalogue, asked };
}

describe("what is known of a model", () => {
  it("is laid over each other fact by fact, each with its origin", () => {
    const { find } = catalogueOf({
      acme: [
        layer("bundled", [{ id: "m", name: "M", maxInput: 100, maxOutput: 10, prices: [{ input: 1, output: 2 }], capabilities: { tools: true, imageIn: true } }]),
        layer("live", [{ id: "m", maxInput: 200, capabilities: { imageIn: false } }], "2026-02-02"),
        configLayer({ "acme/m": { maxOutput: 5 }, "other/m": { maxOutput: 7 } }, "acme"),
      ],
    });
    const entry = find({ provider: "acme", model: "m" });
    expect(entry).to.deep.include({ id: "m", provider: "acme", name: "M", maxInput: 200, maxOutput: 5, source: "bundled", asOf: "2026-01-01" });
    expect(entry?.capabilities).to.deep.equal({ tools: true, imageIn: false });
    expect(entry?.origins).to.deep.equal({
      name: { source: "bundled", asOf: "2026-01-01" },
      maxInput: { source: "live", asOf: "2026-02-02" },
      maxOutput: { source: "config" },
      prices: { source: "bundled", asOf: "2026-01-01" },
      "capabilities.tools": { source: "bundled", asOf: "2026-01-01" },
      "capabilities.imageIn": { source: "live", asOf: "2026-02-02" },
    });
  });

  it("is nothing for a model that nobody knows, so that it is tried with everything", () => {
    const { find, list } = catalogueOf({ acme: [layer("bundled", [{ id: "m" }])] });
    expect(find({ provider: "acme", model: "unheard-of" })).to.equal(undefined);
    expect(find({ provider: "nobody", model: "m" })).to.equal(undefined);
    expect(list("nobody")).to.deep.equal([]);
  });

  it("leaves out what is not known, and keeps a no apart from it", () => {
    const { find } = catalogueOf({ acme: [layer("live", [{ id: "m", capabilities: { imageIn: false } }])] });
    const { capabilities } = find({ provider: "acme", model: "m" }) ?? {};
    expect(capabilities?.imageIn).to.equal(false);
    expect(capabilities?.tools).to.equal(undefined);
  });

  it("is read from a provider's files once, and from no other's", () => {
    const catalogue = catalogueOf({ acme: [layer("bundled", [{ id: "m" }])], other: [] });
    expect(catalogue.asked).to.deep.equal([]);
    for (const model of ["m", "m", "n"]) catalogue.find({ provider: "acme", model });
    expect(catalogue.asked).to.deep.equal(["acme"]);
  });

  for (const [asked, known] of [
    ["models/lark-2", "lark-2"],
    ["lark-2-20260101", "lark-2"],
    ["lark-2-2026-01-01", "lark-2"],
    ["lark-2@20260101", "lark-2"],
    ["lark-2-latest", "lark-2"],
    ["lark-2-001", "lark-2"],
    ["eu.maker.owl-v1:0", "maker.owl"],
    ["arn:cloud:eu-west-1:123:profile/global.maker.owl-20260101-v1:0", "maker.owl"],
    ["wren", "wren-20260505"],
    ["wren-latest", "wren-20260505"],
  ] as const) {
    it(`holds for ${asked}, which is another name of ${known}, and says so`, () => {
      const models = ["lark-2", "maker.owl", "wren-20250101", "wren-20260505"].map((id) => ({ id, maxInput: 7 }));
      const entry = catalogueOf({ acme: [layer("bundled", models)] }).find({ provider: "acme", model: asked });
      expect(entry).to.include({ id: asked, alias: `acme/${known}`, maxInput: 7 });
    });
  }

  for (const [asked, known] of [
    ["us.maker.owl-v1:0", "us.maker.owl"],
    ["us.maker.owl-20260101-v1:0", "us.maker.owl"],
    ["arn:cloud:us-east-1:123:profile/us.maker.owl-v1:0", "us.maker.owl"],
    ["us.maker.wren", "us.maker.wren-20260101-v1:0"],
    ["global.maker.wren", "global.maker.wren-20260101-v1:0"],
    ["jp.maker.owl-v1:0", "maker.owl"],
    ["maker.owl-v1:0", "maker.owl"],
    ["jp.maker.wren", "us.maker.wren-20260101-v1:0"],
  ] as const) {
    it(`has the prices of the place for ${asked}, where they are known`, () => {
      const ids = ["maker.owl", "us.maker.owl", "global.maker.wren-20260101-v1:0", "us.maker.wren-20260101-v1:0"];
      const entry = catalogueOf({ acme: [layer("bundled", ids.map((id) => ({ id, maxInput: 7 })))] }).find({ provider: "acme", model: asked });
      expect(entry).to.include({ alias: `acme/${known}` });
    });
  }

  it("holds for a snapshot that the provider only names", () => {
    const layers = [layer("bundled", [{ id: "lark", prices: [{ input: 1, output: 2 }] }]), layer("live", [{ id: "lark-20260101" }, { id: "lark-20260202" }])];
    const entry = catalogueOf({ acme: layers }).find({ provider: "acme", model: "lark-20260202" });
    expect(entry).to.deep.include({ id: "lark-20260202", alias: "acme/lark", prices: [{ input: 1, output: 2 }] });
  });

  it("holds for a snapshot of which a list describes another one only", () => {
    const layers = [layer("bundled", [{ id: "lark-20260101", maxInput: 3 }]), layer("live", [{ id: "lark-20260202" }])];
    expect(catalogueOf({ acme: layers }).find({ provider: "acme", model: "lark-20260202" })).to.include({ alias: "acme/lark-20260101", maxInput: 3 });
  });

  it("prefers the very name to what it may stand for", () => {
    const models = [
      { id: "lark", maxInput: 1 },
      { id: "lark-20260101", maxInput: 2 },
    ];
    const entry = catalogueOf({ acme: [layer("bundled", models)] }).find({ provider: "acme", model: "lark-20260101" });
    expect(entry).to.include({ maxInput: 2 }).and.not.have.property("alias");
  });

  it("holds for a name of the user's own that is like another model", () => {
    const { find } = catalogueOf({
      acme: [layer("bundled", [{ id: "m", maxInput: 100, maxOutput: 10 }])],
      cloud: [configLayer({ "cloud/my-deployment": { like: "acme/m", maxOutput: 5 } }, "cloud")],
    });
    expect(find({ provider: "cloud", model: "my-deployment" })).to.include({ id: "my-deployment", alias: "acme/m", maxInput: 100, maxOutput: 5 });
  });

  it("survives models that are like each other in a circle", () => {
    const config = { "acme/a": { like: "acme/b", maxInput: 1 }, "acme/b": { like: "acme/a", maxOutput: 2 } };
    expect(catalogueOf({ acme: [configLayer(config, "acme")] }).find({ provider: "acme", model: "a" })).to.include({ maxInput: 1, maxOutput: 2 });
  });

  it("takes the window for the most of input where nobody tells that", () => {
    const { find } = catalogueOf({ acme: [layer("live", [{ id: "m", window: 900 }])] });
    expect(find({ provider: "acme", model: "m" })).to.include({ window: 900, maxInput: 900 });
  });

  it("keeps the dear rate of an hour's cache when a newer list does not tell it", () => {
    const { find } = catalogueOf({
      acme: [
        layer("bundled", [{ id: "m", prices: [{ input: 2, output: 10, cacheWrite: 2.5, cacheWrite1h: 4 }] }]),
        layer("refreshed", [{ id: "m", prices: [{ input: 3, output: 15, cacheWrite: 3.75 }, { input: 6, output: 30, inputTokensAbove: 100 }] }]),
      ],
    });
    expect(find({ provider: "acme", model: "m" })?.prices).to.deep.equal([
      { input: 3, output: 15, cacheWrite: 3.75, cacheWrite1h: 6 },
      { input: 6, output: 30, inputTokensAbove: 100 },
    ]);
  });

  it("keeps the levels of thinking when a newer list only says that it thinks", () => {
    const { find } = catalogueOf({
      acme: [
        layer("bundled", [{ id: "m", capabilities: { thinking: { levels: ["low"] } } }]),
        layer("refreshed", [{ id: "m", capabilities: { thinking: {} } }]),
      ],
    });
    expect(find({ provider: "acme", model: "m" })?.capabilities?.thinking).to.deep.equal({ levels: ["low"] });
  });
});
