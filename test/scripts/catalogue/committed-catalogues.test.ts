import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Price } from "@ainative-code/sdk";
import { expect } from "chai";
import { notice } from "../../../scripts/catalogue/notice.ts";
import { sourcePackage, sources } from "../../../scripts/catalogue/sources.ts";
import type { LayerModel } from "../../../src/core/catalogue/layer.ts";
import { readLayer } from "../../../src/core/catalogue/read-layer.ts";

interface CatalogueFile {
  readonly notice: readonly string[];
  readonly version: string;
  readonly models: readonly { readonly id: string }[];
}

const root = join(import.meta.dirname, "../../..");

/** US dollars per million tokens: ten times what the dearest model of today costs. A misplaced point is found by it. */
const dearest = 6000;

function pricesAreSane(prices: readonly Price[]): void {
  for (const [index, price] of prices.entries()) {
    const { input, output, cacheRead = 0, cacheWrite = input, cacheWrite1h = cacheWrite, inputTokensAbove } = price;
    expect(input).to.be.greaterThan(0).and.at.most(dearest);
    expect(output).to.be.at.least(input).and.at.most(dearest);
    expect(cacheRead).to.be.at.least(0).and.at.most(input);
    expect(cacheWrite).to.be.at.least(input * 0.99);
    expect(cacheWrite1h).to.be.at.least(cacheWrite);
    expect(inputTokensAbove ?? 0).to.be.at.least(index === 0 ? 0 : (prices[index - 1]?.inputTokensAbove ?? 0) + 1);
    expect(input, "dear inputs cost more").to.be.at.least(prices[index - 1]?.input ?? 0);
  }
}

function limitsAreSane({ facts: { window = 0, maxInput = 0, maxOutput = 1 } }: LayerModel): void {
  expect(maxInput).to.be.within(1000, 20_000_000).and.at.most(window);
  expect(maxOutput).to.be.within(1, window);
}

for (const { plugin } of sources) {
  describe(`the catalogue of ${plugin}`, () => {
    const file = JSON.parse(readFileSync(join(root, "plugins", plugin, "catalogue.json"), "utf8")) as CatalogueFile;
    const { layer, problem } = readLayer("bundled", file);

    it("is of the pinned source, with its licence", () => {
      expect(file.version).to.equal(sourcePackage.version);
      expect(file.notice).to.deep.equal(notice);
    });

    it("can be read whole, and is sorted", () => {
      expect(problem).to.equal(undefined);
      const ids = file.models.map(({ id }) => id);
      expect([...layer.models.keys()]).to.deep.equal(ids);
      expect(ids).to.deep.equal([...ids].sort());
    });

    it("has no limit and no price that can't be", () => {
      for (const [id, model] of layer.models) {
        try {
          limitsAreSane(model);
          pricesAreSane(model.facts.prices ?? []);
        } catch (thrown) {
          throw new Error(`${id}: ${String(thrown)}`, { cause: thrown });
        }
      }
    });

    it("is named by the manifest and shipped", () => {
      const manifest = JSON.parse(readFileSync(join(root, "plugins", plugin, "package.json"), "utf8")) as Readonly<Record<string, unknown>>;
      expect(manifest["files"]).to.include("catalogue.json");
      expect(JSON.stringify(manifest["ainative"])).to.include('"catalogue":"./catalogue.json"');
    });
  });
}
