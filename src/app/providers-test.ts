import { AinError, toAinError } from "@ainative-code/sdk";
import { learnedFrom } from "../core/capability-probe/learned-from.ts";
import type { ProbeName } from "../core/capability-probe/probe.ts";
import { probes } from "../core/capability-probe/probes.ts";
import { runProbes } from "../core/capability-probe/run-probes.ts";
import type { ProbeRow } from "../core/capability-probe/run-probes.ts";
import { formatModelRef } from "../core/providers/model-ref.ts";
import { notesAnew } from "../core/providers/notes-anew.ts";
import { singleAttempt } from "../core/providers/single-attempt.ts";
import { newId } from "../core/sessions/id.ts";
import { lawfulStream } from "./lawful-stream.ts";
import { learnedBook } from "./learned-book.ts";
import { budgetsOf, openSpending } from "./open-spending.ts";
import { modelToTest } from "./providers-test-choice.ts";
import type { Registries } from "./registries.ts";
import type { Services } from "./services.ts";

export interface ProviderTest {
  readonly provider: string;
  /** `provider/model`; missing where none could be chosen. */
  readonly model?: string;
  readonly rows: readonly ProbeRow[];
  /** Why a plain question was not answered, or, where none was asked, why nothing that was tried works. */
  readonly error?: AinError;
  /** What was tried when that happened; missing where nothing could be. */
  readonly failed?: Pick<ProbeRow, "capability" | "works">;
}

export interface ProviderTestOptions {
  /** `provider/model`. */
  readonly model?: string | undefined;
  /** Default: all capabilities. */
  readonly only: readonly ProbeName[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Hears which model is asked, and how many requests that may take. */
  onModel(ref: string, requests: number): void;
  onRow(row: ProbeRow): void;
}

/**
 * Asks one model for each capability, the way a chat would, and remembers what it learned in place of what was known.
 * Throws only where it is cancelled: what keeps a provider from being asked is its `error`.
 */
export async function testProvider(
  services: Services,
  registries: Registries,
  provider: string,
  options: ProviderTestOptions,
): Promise<ProviderTest> {
  try {
    return await tested(services, registries, provider, options);
  } catch (thrown) {
    options.signal.throwIfAborted();
    return { provider, rows: [], error: toAinError(thrown) };
  }
}

async function tested(
  services: Services,
  registries: Registries,
  id: string,
  options: ProviderTestOptions,
): Promise<ProviderTest> {
  const { only, signal, timeoutMs } = options;
  const { provider, host: usual } = await registries.providers.load(id);
  // What was refused before may be taken by now: the plugin is to find out anew.
  const host = usual.notes === undefined ? usual : { ...usual, notes: notesAnew(usual.notes) };
  const ref = await modelToTest(services, registries, id, options.model, signal);
  const chosen = probes.filter(({ name }) => only.length === 0 || only.includes(name));
  options.onModel(formatModelRef(ref), chosen.reduce((sum, { requests }) => sum + requests, 0));
  const config = await services.config();
  const spending = openSpending(services, newId());
  spending.use(budgetsOf(config, undefined));
  const laws = { idleMs: config.core.chat.idleTimeoutSeconds * 1000, hasty: false, purse: spending };
  const stream = lawfulStream(services, { model: ref, plugin: host.plugin }, singleAttempt(provider, host), laws);
  const rows: ProbeRow[] = [];
  for await (const row of runProbes(
    chosen,
    { provider, host, model: ref.model, stream, signal, now: () => performance.now(), random: Math.random, newId },
    timeoutMs,
  )) {
    rows.push(row);
    options.onRow(row);
  }
  await spending.settled();
  signal.throwIfAborted();
  learnedBook(services, ref, host).learn(learnedFrom(rows));
  return { provider: id, model: formatModelRef(ref), rows, ...failureIn(rows) };
}

/** What the plain question failed with; where none was asked, what all others failed with. */
function failureIn(rows: readonly ProbeRow[]): Pick<ProviderTest, "error" | "failed"> {
  const text = rows.find(({ capability }) => capability === "text");
  if (text?.works === "yes" || (text === undefined && rows.some(({ works }) => works === "yes"))) return {};
  const first = text ?? rows.find(({ error }) => error !== undefined) ?? rows[0];
  if (first === undefined) return {};
  const { capability, works, seen } = first;
  return {
    error: first.error ?? new AinError("protocol", `${seen.slice(0, 1).toUpperCase()}${seen.slice(1)}.`),
    failed: { capability, works },
  };
}
