import type { Usage } from "@ainative-code/sdk";
import { addUsage } from "../agent/total-usage.ts";
import { formatModelRef } from "../providers/model-ref.ts";
import type { Basis, Spend } from "./spend.ts";

/** What several requests took together. */
export interface Spent {
  readonly requests: number;
  /** Billionths of a US dollar, as far as it is known. */
  readonly nanoUsd: number;
  /** Requests whose cost is not known. */
  readonly unknown: number;
  /** How the amount is known, by its weakest part; `undefined` where none is known. */
  readonly basis: Basis | undefined;
  readonly savedNanoUsd: number;
  readonly usage: Usage | undefined;
}

export interface SpentOnModel extends Spent {
  /** `provider/model`. */
  readonly model: string;
}

const nothingSpent: Spent = { requests: 0, nanoUsd: 0, unknown: 0, basis: undefined, savedNanoUsd: 0, usage: undefined };

const weakestFirst: readonly Basis[] = ["guessed", "estimated", "reported"];

function addSpend(spent: Spent, { usage, nanoUsd, basis, savedNanoUsd = 0 }: Spend): Spent {
  const bases = new Set([spent.basis, nanoUsd === undefined ? undefined : basis]);
  return {
    requests: spent.requests + 1,
    nanoUsd: spent.nanoUsd + (nanoUsd ?? 0),
    unknown: spent.unknown + (nanoUsd === undefined ? 1 : 0),
    basis: weakestFirst.find((one) => bases.has(one)),
    savedNanoUsd: spent.savedNanoUsd + savedNanoUsd,
    usage: addUsage(spent.usage, usage),
  };
}

/** Counts what requests take, all together and by model. */
export class SpendTally {
  #total = nothingSpent;
  readonly #models = new Map<string, Spent>();

  add(spend: Spend): void {
    const model = formatModelRef(spend.model);
    this.#total = addSpend(this.#total, spend);
    this.#models.set(model, addSpend(this.#models.get(model) ?? nothingSpent, spend));
  }

  get total(): Spent {
    return this.#total;
  }

  /** In the order in which they were first asked. */
  get models(): readonly SpentOnModel[] {
    return [...this.#models].map(([model, spent]) => ({ ...spent, model }));
  }
}
