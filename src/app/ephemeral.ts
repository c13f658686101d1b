import { AinError } from "@ainative-code/sdk";
import type { AgentEvent } from "../core/agent/agent-event.ts";
import { withoutResume } from "../core/agent/without-resume.ts";
import type { Config } from "./config.ts";

/** The services of runs of which nothing is kept. */
const keepingNothing = new WeakSet<object>();

/**
 * From now on nothing of the run is written down: its database lives in memory. Throws `invalid-input` where a budget needs
 * to know what was spent before.
 */
export function keepNothing(services: object, { core: { budget } }: Config): void {
  const remembered = [
    ...(budget.dayUsd === undefined ? [] : ["budget.dayUsd"]),
    ...(budget.projectUsd === undefined ? [] : ["budget.projectUsd"]),
  ];
  if (remembered.length > 0) {
    throw new AinError(
      "invalid-input",
      `${remembered.join(" and ")} can't be kept with --no-session: what is spent would not be written down.`,
      {
        actions: ["Run it without --no-session", "Or set a budget for the run: --max-budget-usd USD"],
      },
    );
  }
  keepingNothing.add(services);
}

export function keepsNothing(services: object): boolean {
  return keepingNothing.has(services);
}

/** The file of the database, for `openSessionStore`. */
export function databaseFile(services: object & { readonly folders: { readonly data: string } }): string {
  return keepsNothing(services) ? ":memory:" : `${services.folders.data}/sessions.db`;
}

/** The events of a run of which nothing may be kept. */
export function toldAsKept(services: object, events: AsyncGenerator<AgentEvent, void>): AsyncGenerator<AgentEvent, void> {
  return keepsNothing(services) ? withoutResume(events) : events;
}
