import { usdOf, usdText } from "../app/money.ts";
import { printable } from "../app/printable.ts";
import type { Spent, SpentOnModel } from "../core/cost/spend-tally.ts";

/** What was spent on each model, and all together where there are several. */
export function spentLines(models: readonly SpentOnModel[], total: Spent): readonly string[] {
  const lines = models.map((spent) => `${printable(spent.model)}: ${spentText(spent)}`);
  return models.length > 1 ? [...lines, `Together: ${spentText(total)}`] : lines;
}

/** `$0.0123 (estimated), 3 requests, 1,200 tokens in (900 from the cache, which saved $0.002), 300 out`. */
function spentText(spent: Spent): string {
  const { usage, requests, savedNanoUsd } = spent;
  const asked = `${requests} ${requests === 1 ? "request" : "requests"}`;
  if (usage === undefined) return `${moneyText(spent)}, ${asked}`;
  const saved = savedNanoUsd > 0 ? `, which saved ${usdText(usdOf(savedNanoUsd))}` : "";
  const cached = usage.input.cacheRead > 0 ? ` (${count(usage.input.cacheRead)} from the cache${saved})` : "";
  return `${moneyText(spent)}, ${asked}, ${count(usage.input.total)} tokens in${cached}, ${count(usage.output.total)} out`;
}

/** Money, how it is known, and what of it is not. */
function moneyText({ nanoUsd, basis, unknown, requests }: Pick<Spent, "nanoUsd" | "basis" | "unknown" | "requests">): string {
  if (basis === undefined) return requests === 0 ? usdText(0) : "price unknown";
  const rest = unknown === 0 ? "" : ` and ${unknown} ${unknown === 1 ? "request" : "requests"} of unknown price`;
  return `${usdText(usdOf(nanoUsd))} (${basis})${rest}`;
}

function count(tokens: number): string {
  return tokens.toLocaleString("en-US");
}
