import { expect } from "chai";
import { catalogueText } from "../../../scripts/catalogue/catalogue-text.ts";
import { makeCatalogue } from "../../../scripts/catalogue/make-catalogue.ts";

const base = { type: "chat", input: ["text"], cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }, contextWindow: 1000, maxTokens: 100 };

const files: Readonly<Record<string, object>> = {
  "own.json": {
    "some-api": {
      "chat:zebra": { ...base, id: "zebra", name: "Zebra" },
      "chat:owl": {
        ...base,
        id: "owl",
        name: "Owl",
        reasoning: true,
        input: ["text", "image"],
        cost: { input: 2, output: 8, cacheRead: 0.2, cacheWrite: 2.5, tiers: [{ inputTokensAbove: 1000, input: 4, output: 12, cacheRead: 0, cacheWrite: 0 }] },
        thinkingLevelMap: { off: null, xhigh: "xhigh" },
        compat: { supportsStrictTools: true, supportsTemperature: false },
        promptCache: { short: 300, long: 3600 },
        inputLimits: { maxRequestBytes: 9, images: { maxPerRequest: 3, resize: { maxWidth: 2000 } } },
      },
    },
    "other-api": { "classifier:owl": { ...base, id: "judge", name: "Judge", type: "classifier" } },
  },
  "sibling.json": {
    x: {
      "chat:owl": { ...base, id: "owl", name: "Owl", contextWindow: 5000, thinkingLevelMap: { off: "none", low: "low", medium: null } },
    },
  },
};

function made(source: object): ReturnType<typeof makeCatalogue> {
  return makeCatalogue({ plugin: "x", file: "own.json", ...source }, (file) => JSON.stringify(files[file]));
}

describe("making a catalogue from its source", () => {
  it("takes over what is known, by id, and only models that hold a conversation", () => {
    expect(made({ hourlyCache: /owl/, markedCache: /owl/ }).models).to.deep.equal([
      {
        id: "owl",
        name: "Owl",
        window: 1000,
        maxInput: 1000,
        maxOutput: 100,
        inputLimits: { bytes: 9, images: 3 },
        capabilities: {
          tools: true,
          strictTools: true,
          imageIn: true,
          thinking: { levels: ["low", "medium", "high", "xhigh"], canDisable: false },
          temperature: false,
          promptCache: { kind: "explicit", ttlSeconds: [300, 3600] },
        },
        prices: [
          { input: 2, output: 8, cacheRead: 0.2, cacheWrite: 2.5, cacheWrite1h: 4 },
          { input: 4, output: 12, inputTokensAbove: 1000 },
        ],
      },
      { id: "zebra", name: "Zebra", window: 1000, maxInput: 1000, maxOutput: 100, capabilities: { tools: true, imageIn: false, thinking: { levels: ["none"] } } },
    ]);
  });

  it("takes a window that ends at the border of prices, and finer levels, from the sibling", () => {
    const [owl] = made({ sibling: "sibling.json", sharedWindow: /owl/ }).models;
    expect(owl).to.include({ window: 5000, maxInput: 4900 });
    expect(owl?.capabilities?.thinking).to.deep.equal({ levels: ["none", "low", "high"], canDisable: true });
  });

  it("says what it was made from, with the licence", () => {
    const { header } = made({ sibling: "sibling.json", listedAs: ["owlery"] });
    expect(header).to.include({ source: "@earendil-works/pi-ai", licence: "MIT" });
    expect(header["listedAs"]).to.deep.equal(["owlery"]);
    expect(header["date"]).to.match(/^\d{4}-\d\d-\d\d$/);
    expect(header["sha256"]).to.have.all.keys("own.json", "sibling.json");
    expect(JSON.stringify(header["notice"])).to.include("Copyright (c)").and.include("Permission is hereby granted");
  });

  it("writes a line for each model, and the same text each time", () => {
    const text = catalogueText(made({}));
    expect(JSON.parse(text)).to.deep.equal({ ...made({}).header, models: made({}).models });
    expect(text.split("\n").filter((line) => line.startsWith('    {"id":'))).to.have.lengthOf(2);
    expect(catalogueText(made({}))).to.equal(text);
  });
});
