import { resolve } from "node:path";
import type { Purse } from "../core/budget/purse.ts";
import type { CatalogueEntry } from "../core/catalogue/catalogue.ts";
import { fallingBack } from "../core/providers/fallback.ts";
import { fittingEffort } from "../core/providers/fitting-effort.ts";
import { joinedDeltas } from "../core/providers/joined-deltas.ts";
import { formatModelRef } from "../core/providers/model-ref.ts";
import type { ModelRef } from "../core/providers/model-ref.ts";
import type { ModelStream } from "../core/providers/model-stream.ts";
import type { LoadedProvider, ProviderRegistry } from "../core/providers/provider-registry.ts";
import { recordingProvider } from "../core/providers/recording.ts";
import { caching } from "../core/response-cache/caching-stream.ts";
import type { ResponseCache } from "../core/response-cache/caching-stream.ts";
import { AinError, type Provider } from "@ainative-code/sdk";
import { singleAttempt } from "../core/providers/single-attempt.ts";
import { sparing } from "../core/providers/sparing.ts";
import { textOnly } from "../core/providers/text-only.ts";
import { systemClock } from "./clock.ts";
import { lawfulStream } from "./lawful-stream.ts";
import type { LawfulOptions } from "./lawful-stream.ts";
import { learnedBook } from "./learned-book.ts";
import { onceAsync } from "./once.ts";
import type { Services } from "./services.ts";

export interface StreamSettings {
  /** Asked in this order where the model can't answer. */
  readonly fallbacks: readonly ModelRef[];
  /** Milliseconds without an event. */
  readonly idleMs: number;
  /** Not where a tape is recorded: it is to hold every answer. */
  readonly cache: ResponseCache | undefined;
  /** In place of the one that pays for the others. */
  readonly purse?: Purse;
}

/** The stream of a model under the settings of the moment. Throws what keeps its provider from being loaded. */
export type OpenStream = (model: ModelRef, settings: StreamSettings) => Promise<ModelStream>;

/**
 * Puts the host's decorators around providers. What all of them say is recorded on one tape, where `record` names its file.
 * Throws `invalid-input` where a model is played from that very file: it would grow while it is read. A fallback model is
 * loaded at its turn.
 */
export function modelStreams(
  services: Services,
  providers: Pick<ProviderRegistry, "load">,
  { record, purse }: { readonly record: string | undefined; readonly purse: Purse },
): OpenStream {
  const recorded = onceAsync(async () => recorder(services, record));
  const lawful = async (
    model: ModelRef,
    { provider, host }: LoadedProvider,
    { cache, ...options }: OneStream,
  ): Promise<ModelStream> => {
    if (record !== undefined) await refuseOwnTape(record, model, services.environment.cwd);
    const spared = sparing(joinedDeltas(singleAttempt((await recorded())(provider), host)), learnedBook(services, model, host));
    const fitted = fittingEffort(spared, async () => (await services.catalogue()).find(model)?.capabilities?.thinking);
    const attempt = textOnly(fitted, async () => isBlind(services, model));
    const stream = lawfulStream(services, { model, plugin: host.plugin }, attempt, { purse, ...options });
    return cache === undefined || record !== undefined
      ? stream
      : caching(stream, { provider: model.provider, settings: host.config }, cache);
  };
  return async (model, { fallbacks, ...settings }) => {
    const others = distinct(model, fallbacks);
    const first = await lawful(model, await providers.load(model.provider), { ...settings, hasty: others.length > 0 });
    if (others.length === 0) return first;
    const window = async (one: ModelRef): Promise<number | undefined> => roomIn((await services.catalogue()).find(one));
    const rest = others.map((other, index) => ({
      model: other,
      window: async () => window(other),
      open: async () => lawful(other, await providers.load(other.provider), { ...settings, hasty: index < others.length - 1 }),
    }));
    return fallingBack([{ model, window: async () => window(model), open: () => Promise.resolve(first) }, ...rest]);
  };
}

/** Tokens that a request may have. */
function roomIn(entry: CatalogueEntry | undefined): number | undefined {
  return entry?.maxInput ?? entry?.window;
}

type OneStream = LawfulOptions & Pick<StreamSettings, "cache">;

async function isBlind(services: Services, model: ModelRef): Promise<boolean> {
  return (await services.catalogue()).find(model)?.capabilities?.imageIn === false;
}

/** A model that has failed is not asked again in the same chain. */
function distinct(first: ModelRef, others: readonly ModelRef[]): readonly ModelRef[] {
  const byName = new Map(others.map((other) => [formatModelRef(other), other]));
  byName.delete(formatModelRef(first));
  return [...byName.values()];
}

async function recorder(services: Services, record: string | undefined): Promise<(provider: Provider) => Provider> {
  if (record === undefined) return (provider) => provider;
  const [{ openTapeFile }, { machinePlaces }] = await Promise.all([
    import("../infra/tape/tape-file.ts"),
    import("../infra/tape/machine-places.ts"),
  ]);
  const write = await openTapeFile(record, new Date(systemClock.now()).toISOString());
  return (provider) => recordingProvider(provider, write, machinePlaces(services.environment.cwd));
}

/** Whatever a provider makes of its models' names: one that is the path of the file to record on can only be read from it. */
async function refuseOwnTape(record: string, { model }: ModelRef, cwd: string): Promise<void> {
  const { sameFile } = await import("../infra/tape/same-file.ts");
  if (!(await sameFile(resolve(cwd, record), resolve(cwd, model)))) return;
  throw new AinError("invalid-input", `${record} is the tape that is being played; recording on it would change it.`, {
    actions: ["Record to another file: --record FILE"],
  });
}
