import type { Clock } from "../../src/core/clock.ts";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that passes when the test says so: `advance` wakes in their order those whose time has come. */
export function manualClock(start = 1_700_000_000_000): Clock & { advance(ms: number): Promise<void>; readonly sleepers: number } {
  let now = start;
  const sleepers = new Set<Sleeper>();
  return {
    now: () => now,
    get sleepers() {
      return sleepers.size;
    },
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const sleeper: Sleeper = { at: now + ms, wake: resolve };
        sleepers.add(sleeper);
        signal.addEventListener("abort", () => {
          sleepers.delete(sleeper);
          reject(new Error("aborted", { cause: signal.reason }));
        });
      });
    },
    async advance(ms) {
      const until = now + ms;
      for (;;) {
        const [next] = [...sleepers].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
        if (next === undefined) break;
        sleepers.delete(next);
        now = Math.max(now, next.at);
        next.wake();
        await new Promise((resolve) => setImmediate(resolve));
      }
      now = until;
    },
  };
}
