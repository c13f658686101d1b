import type { ModelRef } from "../core/providers/model-ref.ts";
import type { ModelStream } from "../core/providers/model-stream.ts";
import type { LoadedProvider } from "../core/providers/provider-registry.ts";
import { recordingProvider } from "../core/providers/recording.ts";
import type { Provider } from "@ainative-code/sdk";
import { singleAttempt } from "../core/providers/single-attempt.ts";
import { systemClock } from "./clock.ts";
import { lawfulStream } from "./lawful-stream.ts";
import { onceAsync } from "./once.ts";
import type { Services } from "./services.ts";

/** Puts the host's decorators around providers. What all of them say is recorded on one tape, where `record` names its file. */
export function modelStreams(services: Services, record: string | undefined): (model: ModelRef, loaded: LoadedProvider) => Promise<ModelStream> {
  const recorded = onceAsync(async (): Promise<(provider: Provider) => Provider> => {
    if (record === undefined) return (provider) => provider;
    const [{ openTapeFile }, { machinePlaces }] = await Promise.all([
      import("../infra/tape/tape-file.ts"),
      import("../infra/tape/machine-places.ts"),
    ]);
    const write = await openTapeFile(record, new Date(systemClock.now()).toISOString());
    return (provider) => recordingProvider(provider, write, machinePlaces(services.environment.cwd));
  });
  return async (model, { provider, host }) =>
    lawfulStream(services, model, host.plugin, singleAttempt((await recorded())(provider), host));
}
