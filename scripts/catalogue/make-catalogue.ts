import { createHash } from "node:crypto";
import { convertModel, type CatalogueLine } from "./convert-model.ts";
import { notice } from "./notice.ts";
import { sourceModels } from "./source-model.ts";
import { sourcePackage, type Source } from "./sources.ts";

export interface MadeCatalogue {
  /** What it was made from. */
  readonly header: Readonly<Record<string, unknown>>;
  /** By id. */
  readonly models: readonly CatalogueLine[];
}

/** The catalogue of one provider. `read` gives the text of a file of the source. */
export function makeCatalogue(source: Source, read: (file: string) => string): MadeCatalogue {
  const files = [source.file, ...(source.sibling === undefined ? [] : [source.sibling])].map((file) => ({ file, text: read(file) }));
  const [own, siblings] = files.map(({ text }) => sourceModels(text));
  const models = [...(own?.values() ?? [])].map((model) => convertModel(model, siblings?.get(model.id), source));
  const sha256 = Object.fromEntries(files.map(({ file, text }) => [file, createHash("sha256").update(text).digest("hex")]));
  const { name, version, date } = sourcePackage;
  return {
    header: { source: name, version, date, licence: "MIT", notice, sha256, ...(source.listedAs === undefined ? {} : { listedAs: source.listedAs }) },
    models: models.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}
