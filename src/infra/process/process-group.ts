import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { childProcess } from "./child-process.ts";

/**
 * Milliseconds between two looks at whether a group is gone; the first ones come sooner, for most groups end with their
 * shell.
 */
const lookEvery = 5;
/** Milliseconds to wait for the system to clear away a group after SIGKILL. */
const killedWithin = 1000;

/** Groups that must not outlive this process. */
const running = new Set<number>();

/** The group is ended with this process, however it exits short of being killed itself. */
export function guardGroup(group: number): void {
  if (running.size === 0) process.on("exit", endAll);
  running.add(group);
}

export function releaseGroup(group: number): void {
  running.delete(group);
  if (running.size === 0) process.off("exit", endAll);
}

function endAll(): void {
  for (const group of running) signalGroup(group, "SIGKILL");
}

/** SIGTERM, and SIGKILL for what is left after `graceMs`. Resolves when the whole group is gone. */
export async function endGroup(group: number, graceMs: number): Promise<void> {
  if (process.platform === "win32") {
    childProcess().spawnSync("taskkill", ["/pid", String(group), "/t", "/f"], { stdio: "ignore", windowsHide: true });
    return;
  }
  signalGroup(group, "SIGTERM");
  signalGroup(group, "SIGCONT");
  if (await groupEnds(group, graceMs)) return;
  signalGroup(group, "SIGKILL");
  await groupEnds(group, killedWithin);
}

/** Whether the group is gone within so many milliseconds. */
export async function groupEnds(group: number, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs;
  for (let looks = 1; isGroupAlive(group); looks += 1) {
    if (performance.now() >= until) return false;
    await sleep(Math.min(looks, lookEvery));
  }
  return true;
}

function isGroupAlive(group: number): boolean {
  if (process.platform === "win32" || !signalGroup(group, 0)) return false;
  return process.platform !== "linux" || hasLivingMember(group);
}

/** False where there is no such group. */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal);
  } catch {
    return false;
  }
}

/**
 * In a container without an init nobody buries orphans, and a group of dead ones still takes signals. `/proc/PID/stat`
 * is `pid (name) state ppid pgrp …`; the name may hold anything, brackets too.
 */
function hasLivingMember(group: number): boolean {
  return readdirSync("/proc").some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "latin1");
      const [state, , pgrp] = stat.slice(stat.lastIndexOf(")") + 2).split(" ", 3);
      return Number(pgrp) === group && state !== "Z" && state !== "X";
    } catch {
      return false;
    }
  });
}
