import type { ModelInfo } from "@ainative-code/sdk";
import { toAinError } from "@ainative-code/sdk";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import { problemText } from "./problem-text.ts";
import type { Services } from "./services.ts";

export interface ModelRow extends ModelInfo {
  readonly provider: string;
  /** What `-m` takes. */
  readonly ref: string;
}

/**
 * Asks the providers for their models, side by side. One that can't tell is named by `onNotice` and left out; where a
 * single provider was asked for, or none of them could tell, the error is thrown.
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
      const { provider, host } = await providers.load(id);
      const models = await provider.models(host, signal);
      return models.map((model) => ({ ...model, provider: id, ref: `${id}/${model.id}` }));
    }),
  );
  const failures = asked.flatMap((one, index) => (one.status === "rejected" ? [{ id: ids[index], error: toAinError(one.reason) }] : []));
  const [first] = failures;
  if (first !== undefined && failures.length === asked.length) throw first.error;
  for (const { id, error } of failures) onNotice(`${id}: ${error.message}`);
  return asked.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
}
