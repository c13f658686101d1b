import { join } from "node:path";
import type { ResponseCache } from "../core/response-cache/caching-stream.ts";
import type { Flight } from "../core/response-cache/flight.ts";
import { MemoryStore } from "../core/response-cache/memory-store.ts";
import type { ResponseStore, StoreLimits } from "../core/response-cache/response-store.ts";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Services } from "./services.ts";

type Settings = Config["core"]["responseCache"];

/** What this process has in memory and on its way, whichever conversation asks. */
const flights = new Map<string, Flight>();
const stores = new Map<string, ResponseStore>();

/** One answer may take this part of all of the room. */
const largestPart = 8;

/**
 * The cache that the settings ask for; nothing where they ask for none, or where it can't be opened, which is told: a chat
 * goes on without it.
 */
export async function responseCache(
  { folders }: Pick<Services, "folders">,
  settings: Settings,
  onProblem: (message: string) => void,
): Promise<ResponseCache | undefined> {
  const { mode, anyTemperature, maxBytes } = settings;
  if (mode === "off") return undefined;
  const tell = tellingOnce(onProblem);
  try {
    const store = await storeOf(folders.cache, settings);
    return { store, flights, anyTemperature, maxLength: Math.ceil(maxBytes / largestPart), onProblem: tell };
  } catch (thrown) {
    tell(thrown);
    return undefined;
  }
}

/** The same settings share a store; it is closed with the process, which SQLite takes well. */
async function storeOf(folder: string, { mode, ttlSeconds, maxEntries, maxBytes }: Settings): Promise<ResponseStore> {
  const name = JSON.stringify([folder, mode, ttlSeconds, maxEntries, maxBytes]);
  const limits: StoreLimits = { ttlMs: ttlSeconds * 1000, maxEntries, maxBytes, now: () => systemClock.now() };
  const store = stores.get(name) ?? (mode === "memory" ? new MemoryStore(limits) : await openFile(folder, limits));
  stores.set(name, store);
  return store;
}

async function openFile(folder: string, limits: StoreLimits): Promise<ResponseStore> {
  const { openSqliteStore } = await import("../infra/response-cache/sqlite-store.ts");
  return openSqliteStore(join(folder, "responses.db"), limits);
}

function tellingOnce(onProblem: (message: string) => void): (thrown: unknown) => void {
  let isTold = false;
  return (thrown) => {
    if (!isTold) onProblem(`can't be used: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    isTold = true;
  };
}
