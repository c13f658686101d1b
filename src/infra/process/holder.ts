import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { Holder } from "../../core/sessions/store.ts";
import { childProcess } from "./child-process.ts";
import { processExists } from "./process-exists.ts";

/** This process, so that another one can tell later whether it is still there. */
export function currentHolder(): Holder {
  return { pid: process.pid, hostname: hostname(), startToken: startTokenOf(process.pid) ?? "" };
}

/** Whether the process that was the holder still runs. One on another machine can't be asked and counts as alive. */
export function isAlive(holder: Holder): boolean {
  if (holder.hostname !== hostname()) return true;
  if (!processExists(holder.pid)) return false;
  const token = startTokenOf(holder.pid);
  return token === undefined || holder.startToken === "" || token === holder.startToken;
}

/** When the process began, as the system writes it; `undefined` where it can't be asked. */
function startTokenOf(pid: number): string | undefined {
  try {
    if (process.platform === "linux") return linuxStartToken(pid);
    if (process.platform === "win32") return undefined;
    const asked = ["-o", "lstart=", "-p", String(pid)];
    return childProcess().execFileSync("ps", asked, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}

/** The start time counts clock ticks since the machine came up, so the boot belongs to it. A zombie is nobody's holder. */
function linuxStartToken(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return "dead";
  return `${readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim()}:${fields[19]}`;
}
