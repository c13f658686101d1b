/**
 * Writes what is known of the models of the bundled providers, plugins/X/catalogue.json, from the pinned list:
 * `npm run catalogue`, or `npm run catalogue -- FOLDER` for an unpacked package. The difference shows in the commit.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogueText } from "./catalogue/catalogue-text.ts";
import { fetchPackage } from "./catalogue/fetch-package.ts";
import { makeCatalogue } from "./catalogue/make-catalogue.ts";
import { sourcePackage, sources } from "./catalogue/sources.ts";
import { root } from "./build/workspace.ts";
import { writeIfChanged } from "./build/write-if-changed.ts";

const [given] = process.argv.slice(2);
const fetched = given === undefined ? fetchPackage(sourcePackage) : { folder: given, remove: (): void => {} };
try {
  const read = (file: string): string => readFileSync(join(fetched.folder, sourcePackage.data, file), "utf8");
  for (const source of sources) {
    const catalogue = makeCatalogue(source, read);
    writeIfChanged(join(root, "plugins", source.plugin, "catalogue.json"), catalogueText(catalogue));
    console.log(`${source.plugin}: ${String(catalogue.models.length)} models`);
  }
} finally {
  fetched.remove();
}
