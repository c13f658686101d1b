import type { ModelInfo } from "@ainative-code/sdk";
import { toAinError } from "@ainative-code/sdk";
import { sectionName } from "../core/config/section-name.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import { problemText } from "./problem-text.ts";
import { askModels } from "./ask-models.ts";
import type { Services } from "./services.ts";

export interface ModelRow extends ModelInfo {
  readonly provider: string;
  /** What `-m` takes. */
  readonly ref: string;
}

/**
 * Asks the providers for their models, side by side. One that can't tell is named by `onNotice` and left out; where a
 * single provider was asked for, or none of them could tell, the error is thrown. A server that nobody has configured
 * and that does not run, such as a local one at its usual address, is no news.
 */
export async function listModels(
  services: Services,
  only: string | undefined,
  signal: AbortSignal,
  onNotice: (text: string) => void,
): Promise<readonly ModelRow[]> {
  const tell = (problem: PluginProblem): void => {
    onNotice(`Warning: ${problemText(problem)}`);
  };
  const { providers } = await services.registries(tell);
  services.schemaProblems.forEach(tell);
  const ids = only === undefined ? [...new Set(providers.list().map(({ id }) => id))] : [only];
  const asked = await Promise.allSettled(
    ids.map(async (id) => {
      const models = await askModels(id, { providers, signal, onLate: services.noteLeftovers });
      return models.map((model) => ({ ...model, provider: id, ref: `${id}/${model.id}` }));
    }),
  );
  if (signal.aborted) throw toAinError(signal.reason);
  const failures = asked.flatMap((one, index) => (one.status === "rejected" ? [{ id: ids[index], error: toAinError(one.reason) }] : []));
  const [first] = failures;
  if (first !== undefined && failures.length === asked.length) throw first.error;
  const config = await services.config();
  const isConfigured = (id: string | undefined): boolean => {
    const section = `plugins.${sectionName(providers.list().find((provider) => provider.id === id)?.plugin ?? "")}.`;
    return config.entries().some(({ key, sources }) => key.startsWith(section) && sources.some(({ layer }) => layer !== "default"));
  };
  for (const { id, error } of failures) if (error.code !== "network" || isConfigured(id)) onNotice(`${id}: ${error.message}`);
  const rows = asked.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  await keepNames(services, rows);
  return rows;
}

/** For completion, which asks nobody. */
async function keepNames({ folders }: Services, rows: readonly ModelRow[]): Promise<void> {
  const { writeModels } = await import("../infra/completion/models-cache.ts");
  const byProvider = Object.entries(Object.groupBy(rows, ({ provider }) => provider));
  writeModels(folders.cache, Object.fromEntries(byProvider.map(([provider, models = []]) => [provider, models.map(({ id }) => id)])));
}
