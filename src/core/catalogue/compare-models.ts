import type { Price } from "@ainative-code/sdk";
import type { CatalogueEntry } from "./catalogue.ts";

export interface ModelChange {
  readonly id: string;
  readonly fact: "prices" | "window" | "maxInput" | "maxOutput";
  readonly from: number | readonly Price[];
  /** `undefined`: it is not known any more. */
  readonly to: number | readonly Price[] | undefined;
}

const facts = ["prices", "window", "maxInput", "maxOutput"] as const;

/** What a model costs and takes otherwise than before. What was not known before is no change. */
export function changesOf(before: CatalogueEntry | undefined, after: CatalogueEntry | undefined): readonly ModelChange[] {
  if (before === undefined || after === undefined) return [];
  return facts.flatMap((fact): ModelChange[] => {
    const [from, to] = [before[fact], after[fact]];
    return from === undefined || JSON.stringify(from) === JSON.stringify(to) ? [] : [{ id: after.id, fact, from, to }];
  });
}
