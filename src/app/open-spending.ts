import { Spending } from "../core/budget/spending.ts";
import { SpentRecord } from "../core/budget/spent-record.ts";
import type { BudgetSettings } from "../core/budget/limits.ts";
import type { FindPrices } from "../core/cost/model-prices.ts";
import { projectRoot } from "../infra/project/project-root.ts";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Services } from "./services.ts";

/** The money of one session. */
export function openSpending(services: Services, sessionId: string): Spending {
  const { cwd, home } = services.environment;
  const record = new SpentRecord({
    clock: systemClock,
    sessionId,
    project: projectRoot(cwd, home),
    openLog: async () => services.usageLog(),
    openHolds: async () => services.moneyHolds(),
  });
  return new Spending({ clock: systemClock, run: services.spent, record, prices: async () => pricesIn(services) });
}

/** What the catalogue says; nothing where it can't be had, for no chat may fail of it. */
export async function pricesIn(services: Services): Promise<FindPrices> {
  try {
    const catalogue = await services.catalogue();
    return (model) => catalogue.find(model);
  } catch {
    return () => undefined;
  }
}

/** The budgets that hold: those of the settings, and the one that was given for this run. */
export function budgetsOf({ core: { budget } }: Config, maxBudgetUsd: number | undefined): BudgetSettings {
  const { turnUsd: turn, sessionUsd: session, dayUsd: day, projectUsd: project, projectPeriod, onUnknownPrice, warnAt } = budget;
  return { usd: { turn, run: maxBudgetUsd, session, day, project }, projectPeriod, onUnknownPrice, warnAt };
}
