import { join } from "node:path";
import type { ModelInfo } from "@ainative-code/sdk";
import type { Catalogue, CatalogueSource } from "../core/catalogue/catalogue.ts";
import { configLayer } from "../core/catalogue/config-layer.ts";
import type { CatalogueLayer } from "../core/catalogue/layer.ts";
import { layeredCatalogue } from "../core/catalogue/layered-catalogue.ts";
import { readLayer } from "../core/catalogue/read-layer.ts";
import type { Folders } from "../core/config/folders.ts";
import type { Contributions, PluginProblem } from "../core/plugins/contributions.ts";
import { keptFile } from "../infra/catalogue/kept-catalogue.ts";
import { readJsonFile } from "../infra/catalogue/read-json-file.ts";

/** What endpoints have just told, by provider; it takes the place of what they told before. */
export type FreshModels = ReadonlyMap<string, readonly ModelInfo[]>;

interface CatalogueFiles {
  readonly contributions: Pick<Contributions, "plugins">;
  readonly folders: Pick<Folders, "cache">;
}

interface CatalogueOptions {
  /** `models` of the config. */
  readonly corrections: unknown;
  readonly fresh?: FreshModels;
  readonly onProblem: (problem: PluginProblem) => void;
}

/** What is known of models. The files of a provider are read when its first model is looked up. */
export function openCatalogue(
  { contributions, folders }: CatalogueFiles,
  { corrections, fresh, onProblem }: CatalogueOptions,
): Catalogue {
  const bundled = (provider: string): CatalogueLayer[] =>
    contributions.plugins.flatMap(({ facts, manifest }) =>
      (manifest.providers ?? []).flatMap(({ id, catalogue }) => {
        if (id !== provider || catalogue === undefined) return [];
        return fileLayer("bundled", join(facts.root, catalogue), (what) => {
          onProblem({ plugin: facts.name, message: `has a catalogue of models that can't be used: ${what}` });
        });
      }),
    );
  return layeredCatalogue((provider) => {
    const lists = [...bundled(provider), ...fileLayer("refreshed", keptFile(folders.cache, "refreshed", provider), ignore)];
    const told = fresh?.get(provider);
    const live = told === undefined ? fileLayer("live", keptFile(folders.cache, "live", provider), ignore) : [freshLayer(told)];
    return [...lists.toSorted(byAge), ...live, configLayer(corrections, provider)];
  });
}

/** A cache that is broken is as good as none: the next refresh replaces it. */
const ignore = (): void => {};

/** No layer where there is no file, or none that can be read. */
function fileLayer(source: CatalogueSource, file: string, complain: (what: string) => void): CatalogueLayer[] {
  try {
    const value = readJsonFile(file);
    if (value === undefined && source !== "bundled") return [];
    const { layer, problem } = readLayer(source, value);
    if (problem !== undefined) complain(value === undefined ? `${file} is not there` : `it ${problem}`);
    return [layer];
  } catch (thrown) {
    complain(thrown instanceof Error ? thrown.message : String(thrown));
    return [];
  }
}

function freshLayer(models: readonly ModelInfo[]): CatalogueLayer {
  // As it would come back from its file: what is not one of the members, or `undefined`, is left out.
  const value: unknown = JSON.parse(JSON.stringify({ source: "the provider", date: today(), models }));
  return readLayer("live", value).layer;
}

/** Of today, UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A program that was updated since the last download knows better than that. */
function byAge(a: CatalogueLayer, b: CatalogueLayer): number {
  return (a.origin.asOf ?? "").localeCompare(b.origin.asOf ?? "");
}
