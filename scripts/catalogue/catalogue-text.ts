import type { MadeCatalogue } from "./make-catalogue.ts";

/** JSON with a line for each model, so that the difference of two versions shows which models changed. */
export function catalogueText({ header, models }: MadeCatalogue): string {
  const head = Object.entries(header).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`);
  const lines = models.map((model) => `    ${JSON.stringify(model)}`);
  return `{\n${head.join("")}  "models": [\n${lines.join(",\n")}\n  ]\n}\n`;
}
