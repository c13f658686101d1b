import { isAinError } from "@ainative-code/sdk";
import type { SessionStore } from "../core/sessions/store.ts";
import { isDue, pruneCheckpoints } from "../infra/checkpoints/prune.ts";
import { currentHolder, isAlive } from "../infra/process/holder.ts";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Services } from "./services.ts";

const dayMs = 86_400_000;

/**
 * Removes copies of files by the limits of the settings, once a day at most, never of this session (`own`) or one that a
 * process has. It never throws.
 */
export async function pruneOld(services: Services, { core: { checkpoints } }: Config, own: string): Promise<void> {
  const folder = `${services.folders.data}/checkpoints`;
  const now = systemClock.now();
  if (!isDue(folder, now, dayMs)) return;
  try {
    const store = await services.store();
    const limits = { maxAgeMs: checkpoints.keepDays * dayMs, maxBytes: checkpoints.maxTotalMb * 1024 * 1024, now };
    await pruneCheckpoints(folder, { ...limits, take: async (session) => (session === own ? undefined : taken(store, session)) });
  } catch {
    // There is another day for it, and a conversation must end.
  }
}

async function taken(store: SessionStore, session: string): Promise<(() => Promise<void>) | undefined> {
  const holder = currentHolder();
  if ((await store.find(session)) === undefined) return async () => Promise.resolve();
  try {
    await store.hold(session, holder, isAlive);
    return async () => store.release(session, holder);
  } catch (thrown) {
    if (isAinError(thrown) && thrown.code === "stale-state") return undefined;
    throw thrown;
  }
}
