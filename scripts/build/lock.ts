import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { root } from "./workspace.ts";

const place = join(root, ".cache/build/lock");

/** Waits until no other build runs, and keeps others out until it is disposed. A dead build's lock is taken over. */
export async function lockBuild(): Promise<Disposable> {
  mkdirSync(join(root, ".cache/build"), { recursive: true });
  while (!take()) await delay(50);
  return { [Symbol.dispose]: () => rmSync(place, { force: true }) };
}

function take(): boolean {
  try {
    writeFileSync(place, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (!isAlive(holder())) rmSync(place, { force: true });
    return false;
  }
}

/** `undefined` for a lock that was let go, or is being written, just now. */
function holder(): number | undefined {
  try {
    return Number(readFileSync(place, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
