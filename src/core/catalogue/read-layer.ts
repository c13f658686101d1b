import { isRecord } from "../config/is-record.ts";
import type { CatalogueSource } from "./catalogue.ts";
import type { CatalogueLayer, LayerModel } from "./layer.ts";
import { readModel } from "./read-model.ts";

export interface ReadLayer {
  readonly layer: CatalogueLayer;
  /** What is wrong with it, in words that follow "its catalogue"; the models that can be read hold all the same. */
  readonly problem?: string;
}

/** Reads the value of a catalogue file: `{source?, date?, models: [{id, …}]}`. Never throws. */
export function readLayer(source: CatalogueSource, value: unknown): ReadLayer {
  const file = isRecord(value) ? value : {};
  const [by, asOf] = [file["source"], file["date"]];
  const origin = { source, ...(typeof asOf === "string" ? { asOf } : {}), ...(typeof by === "string" ? { by } : {}) };
  const list: unknown = file["models"];
  if (!Array.isArray(list)) return { layer: { origin, models: new Map() }, problem: 'has no list "models"' };
  const models = new Map<string, LayerModel>();
  const wrong: string[] = [];
  for (const [index, item] of list.entries()) {
    const id: unknown = isRecord(item) ? item["id"] : undefined;
    const read = readModel(item);
    if (typeof id !== "string" || id === "") wrong.push(`entry ${String(index + 1)} has no "id"`);
    else if (read.model === undefined) wrong.push(`${id} has ${read.misfit} of the wrong kind`);
    else models.set(id, read.model);
  }
  return { layer: { origin, models }, ...(wrong.length === 0 ? {} : { problem: complaint(wrong) }) };
}

function complaint(wrong: readonly string[]): string {
  const more = wrong.length === 1 ? "" : `, and ${String(wrong.length - 1)} more of its entries can't be used`;
  return `has a wrong entry: ${wrong[0] ?? ""}${more}`;
}
