import { join } from "node:path";
import type { Catalogue, CatalogueSource } from "../core/catalogue/catalogue.ts";
import type { CatalogueLayer } from "../core/catalogue/layer.ts";
import { layeredCatalogue } from "../core/catalogue/layered-catalogue.ts";
import { readLayer } from "../core/catalogue/read-layer.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import { readJsonFile } from "../infra/catalogue/read-json-file.ts";
import type { Services } from "./services.ts";

/** What is known of models, read from the files of a provider when its first model is looked up. */
export function openCatalogue({ contributions }: Services, onProblem: (problem: PluginProblem) => void): Catalogue {
  const layerOf = (source: CatalogueSource, file: string, plugin: string): CatalogueLayer[] => {
    const complain = (what: string): void => {
      onProblem({ plugin, message: `has a catalogue of models that can't be used: ${what}` });
    };
    try {
      const { layer, problem } = readLayer(source, readJsonFile(file));
      if (problem !== undefined) complain(`it ${problem}`);
      return [layer];
    } catch (thrown) {
      complain(thrown instanceof Error ? thrown.message : String(thrown));
      return [];
    }
  };
  const bundled = (provider: string): CatalogueLayer[] =>
    contributions.plugins.flatMap(({ facts, manifest }) =>
      (manifest.providers ?? []).flatMap(({ id, catalogue }) =>
        id === provider && catalogue !== undefined ? layerOf("bundled", join(facts.root, catalogue), facts.name) : [],
      ),
    );
  return layeredCatalogue((provider) => bundled(provider));
}
