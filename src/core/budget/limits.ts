/** What a budget is for, from the narrowest to the widest. */
export const scopes = ["turn", "run", "session", "day", "project"] as const;
export type Scope = (typeof scopes)[number];

/** The budgets in force, in US dollars; what is missing is not limited. */
export interface BudgetSettings {
  readonly usd: Readonly<Partial<Record<Scope, number | undefined>>>;
  /** Which time of a project counts: this calendar month, or all of it. */
  readonly projectPeriod: "month" | "total";
  /** What happens to a request whose price nobody knows, where there is a budget. */
  readonly onUnknownPrice: "allow" | "refuse";
  /** The part of a budget, from 0 to 1, at which a warning is given. */
  readonly warnAt: number;
}

export const noBudgets: BudgetSettings = { usd: {}, projectPeriod: "month", onUnknownPrice: "allow", warnAt: 0.8 };
