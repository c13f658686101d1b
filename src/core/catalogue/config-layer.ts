import { isRecord } from "../config/is-record.ts";
import type { CatalogueLayer, LayerModel } from "./layer.ts";
import { readModel } from "./read-model.ts";

/** What the user's config says of the models of a provider: `models`, by `provider/model`. */
export function configLayer(models: unknown, provider: string): CatalogueLayer {
  const own = Object.entries(isRecord(models) ? models : {}).filter(([name]) => name.startsWith(`${provider}/`));
  const read = own.flatMap(([name, value]): [string, LayerModel][] => {
    const { model } = readModel(value);
    return model === undefined ? [] : [[name.slice(provider.length + 1), model]];
  });
  return { origin: { source: "config" }, models: new Map(read) };
}
