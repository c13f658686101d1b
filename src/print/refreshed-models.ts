import type { Price } from "@ainative-code/sdk";
import { printable } from "../app/printable.ts";
import type { Refreshed } from "../app/refresh-models.ts";
import { shortPrice, shortTokens } from "./model-facts.ts";

/** What a refresh brought: one line for each provider and place, and one for each thing that changed. */
export function refreshedModels(all: readonly Refreshed[]): string {
  return printable(all.flatMap(linesOf).join("\n"));
}

function linesOf({ provider, source, models, added, gone, changed }: Refreshed): readonly string[] {
  const place = source === "live" ? "as it says itself" : "as the list says";
  const quiet = added.length + gone.length + changed.length === 0 ? ", nothing new" : "";
  return [
    `${provider}: ${String(models)} ${models === 1 ? "model" : "models"}, ${place}${quiet}`,
    ...added.map((id) => `  new      ${id}`),
    ...gone.map((id) => `  gone     ${id}`),
    ...changed.map(({ id, fact, from, to }) => `  changed  ${id}: ${names[fact]} ${valueText(from)} -> ${valueText(to)}`),
  ];
}

const names = { prices: "price", window: "context window", maxInput: "most input", maxOutput: "most output" } as const;

function valueText(value: number | readonly Price[] | undefined): string {
  return typeof value === "object" ? `${shortPrice(value, "input")} in, ${shortPrice(value, "output")} out` : shortTokens(value);
}
