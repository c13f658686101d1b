import { readFileSync } from "node:fs";

/** Whether a process runs; one that has ended and that nobody has asked about yet does not. */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}
