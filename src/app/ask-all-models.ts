import { toAinError, type AinError, type ModelInfo } from "@ainative-code/sdk";
import { sectionName } from "../core/config/section-name.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import { askModels } from "./ask-models.ts";
import type { FreshModels } from "./catalogue.ts";
import { problemText } from "./problem-text.ts";
import type { Services } from "./services.ts";

interface Failure {
  readonly id: string;
  readonly error: AinError;
}

/**
 * Asks the providers for their models, side by side. One that can't tell is named by `onNotice` and left out; where a
 * single provider was asked for, or none of them could tell, the error is thrown. A server that nobody has configured
 * and that does not run, such as a local one at its usual address, is no news.
 */
export async function askAllModels(
  services: Services,
  only: string | undefined,
  signal: AbortSignal,
  onNotice: (text: string) => void,
): Promise<FreshModels> {
  const tell = (problem: PluginProblem): void => {
    onNotice(`Warning: ${problemText(problem)}`);
  };
  const { providers } = await services.registries(tell);
  services.schemaProblems.forEach(tell);
  const ids = only === undefined ? [...new Set(providers.list().map(({ id }) => id))] : [only];
  const told = new Map<string, readonly ModelInfo[]>();
  const failures: Failure[] = [];
  await Promise.all(
    ids.map(async (id) => {
      try {
        told.set(id, await askModels(id, { providers, signal, onLate: services.noteLeftovers }));
      } catch (thrown) {
        failures.push({ id, error: toAinError(thrown) });
      }
    }),
  );
  if (signal.aborted) throw toAinError(signal.reason);
  failures.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  const [first] = failures;
  if (first !== undefined && failures.length === ids.length) throw first.error;
  const plugins = new Map(providers.list().map(({ id, plugin }) => [id, plugin]));
  const isConfigured = await configured(services);
  for (const { id, error } of failures) {
    if (error.code !== "network" || isConfigured(plugins.get(id) ?? "")) onNotice(`${id}: ${error.message}`);
  }
  return told;
}

/** Whether somebody has set anything for a plugin. */
async function configured(services: Services): Promise<(plugin: string) => boolean> {
  const entries = (await services.config()).entries();
  return (plugin) => {
    const section = `plugins.${sectionName(plugin)}.`;
    return entries.some(({ key, sources }) => key.startsWith(section) && sources.some(({ layer }) => layer !== "default"));
  };
}
