import { setTimeout as sleep } from "node:timers/promises";

/** Resolves as soon as `find` finds something. Throws after `timeoutMs`, naming `what` was waited for. */
export async function until<T>(find: () => T | undefined | Promise<T | undefined>, what: string, timeoutMs: number): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
    await sleep(5);
  }
}
