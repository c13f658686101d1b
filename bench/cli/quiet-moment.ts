import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

const windowMs = 120;
const patienceMs = 4000;
/** Of all processors together. */
const idleEnough = 0.85;

/** Waits until other programs leave the machine alone; not for ever. */
export async function quietMoment(): Promise<void> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    const before = times();
    await sleep(windowMs);
    const after = times();
    if ((after.idle - before.idle) / (after.all - before.all) >= idleEnough) return;
  }
}

function times(): { readonly idle: number; readonly all: number } {
  const each = cpus().map((cpu) => cpu.times);
  const idle = each.reduce((sum, time) => sum + time.idle, 0);
  return { idle, all: each.reduce((sum, time) => sum + time.user + time.nice + time.sys + time.irq + time.idle, 0) };
}
