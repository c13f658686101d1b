import { resolve } from "node:path";
import type { ModelRef } from "../core/providers/model-ref.ts";
import type { ModelStream } from "../core/providers/model-stream.ts";
import type { LoadedProvider } from "../core/providers/provider-registry.ts";
import { recordingProvider } from "../core/providers/recording.ts";
import { AinError, type Provider } from "@ainative-code/sdk";
import { singleAttempt } from "../core/providers/single-attempt.ts";
import { systemClock } from "./clock.ts";
import { lawfulStream } from "./lawful-stream.ts";
import { onceAsync } from "./once.ts";
import type { Services } from "./services.ts";

/**
 * Puts the host's decorators around providers. What all of them say is recorded on one tape, where `record` names its file.
 * Throws `invalid-input` where a model is played from that very file: it would grow while it is read.
 */
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
  return async (model, { provider, host }) => {
    if (record !== undefined) await refuseOwnTape(record, model, services.environment.cwd);
    return lawfulStream(services, model, host.plugin, singleAttempt((await recorded())(provider), host));
  };
}

/** Whatever a provider makes of its models' names: one that is the path of the file to record on can only be read from it. */
async function refuseOwnTape(record: string, { model }: ModelRef, cwd: string): Promise<void> {
  const { sameFile } = await import("../infra/tape/same-file.ts");
  if (!(await sameFile(resolve(cwd, record), resolve(cwd, model)))) return;
  throw new AinError("invalid-input", `${record} is the tape that is being played; recording on it would change it.`, {
    actions: ["Record to another file: --record FILE"],
  });
}
