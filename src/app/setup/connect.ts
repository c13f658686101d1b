import { toAinError, type ErrorCode, type ModelInfo } from "@ainative-code/sdk";
import type { FoundProvider } from "../../core/setup/found-provider.ts";
import { setupGroups } from "../../core/setup/setup-group.ts";
import { afterFailure } from "./after-failure.ts";
import { askSettings } from "./ask-settings.ts";
import { chooseKey } from "./choose-key.ts";
import { chooseModel } from "./choose-model.ts";
import { chooseProvider } from "./choose-provider.ts";
import { providerOf, trialOverrides, type Draft } from "./draft.ts";
import type { SetupContext } from "./setup-context.ts";
import { stages, type Stage } from "./stage.ts";
import { triedText, tryModel, type TriedModel } from "./try-model.ts";
import { withinLimit } from "./within-limit.ts";

/** Milliseconds for the list of models. */
const listLimitMs = 20_000;

/**
 * Decides about provider, key and model, each tried out by a real request. Where that fails a person may decide anew;
 * otherwise it throws what the provider said. Nothing is written.
 */
export async function connect(given: SetupContext, found: readonly FoundProvider[]): Promise<Draft> {
  const draft: Draft = { settings: {}, key: { kind: "as-is" } };
  let { flags } = given;
  for (let stage: Stage = "provider"; stage !== "done"; ) {
    const context: SetupContext = Object.assign({}, given, { flags });
    try {
      await run(stage, context, draft, found);
      stage = stages[stages.indexOf(stage) + 1] ?? "done";
    } catch (thrown) {
      stage = await afterFailure(context, stage, thrown, draft);
      // What was said on the command line has been tried.
      const provider = stage === "provider" ? undefined : flags.provider;
      flags = Object.assign({}, given.flags, { keyFrom: undefined, model: undefined, provider });
    }
  }
  return draft;
}

async function run(stage: Stage, context: SetupContext, draft: Draft, found: readonly FoundProvider[]): Promise<void> {
  const { services } = context;
  if (stage === "provider") Object.assign(draft, { provider: await chooseProvider(context, found), model: undefined });
  const provider = providerOf(draft);
  if (stage === "settings") {
    const group = setupGroups(await services.pluginSchemas()).find(({ plugin }) => plugin === provider.plugin);
    draft.settings = { ...context.flags.settings, ...(group === undefined ? {} : await askSettings(context, group)) };
  }
  if (stage === "key") draft.key = await chooseKey(context, provider, draft.settings);
  if (stage === "models") draft.models = context.flags.skipTest ? undefined : await listed(context, draft);
  if (stage === "model") draft.model = await chooseModel(context, provider.id, draft);
  if (stage === "answer") draft.tried = context.flags.skipTest ? undefined : await answered(context, draft);
}

async function listed({ services, show, signal, notice }: SetupContext, draft: Draft): Promise<readonly ModelInfo[] | undefined> {
  const { id, plugin } = providerOf(draft);
  const host = (await services.trialHosts(trialOverrides(draft)))(plugin);
  const { provider } = await (await services.registries(() => undefined)).providers.load(id);
  const title = `Asking ${id} for its models`;
  try {
    const run = async (): Promise<readonly ModelInfo[]> =>
      withinLimit(signal, listLimitMs, title, async (limit) => provider.models(host, limit));
    const [models] = await show([{ title, run, told: (models: readonly ModelInfo[]) => `${models.length} found` }]);
    return models;
  } catch (thrown) {
    const error = toAinError(thrown);
    if (!listless.has(error.code)) throw error;
    // Some servers answer, and list nothing.
    notice(`${id} lists no models: ${error.message}`);
    return undefined;
  }
}

const listless: ReadonlySet<ErrorCode> = new Set(["protocol", "invalid-request", "unsupported", "unknown-model"]);

async function answered({ services, show, signal }: SetupContext, draft: Draft): Promise<Draft["tried"]> {
  const { id, plugin } = providerOf(draft);
  const model = draft.model ?? "";
  const host = (await services.trialHosts(trialOverrides(draft)))(plugin);
  const { provider } = await (await services.registries(() => undefined)).providers.load(id);
  const run = async (): Promise<TriedModel> => tryModel(provider, host, model, signal);
  const [tried] = await show([{ title: `Asking ${model} for one word`, run, told: triedText }]);
  return tried;
}
