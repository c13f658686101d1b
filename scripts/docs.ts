/** Writes the generated parts of docs/: npm run docs */
import { readFileSync, writeFileSync } from "node:fs";
import { pages } from "./docs/pages.ts";

for (const [name, update] of Object.entries(pages)) {
  const file = new URL(`../docs/${name}`, import.meta.url);
  writeFileSync(file, update(readFileSync(file, "utf8")));
}
