import { isCode } from "../files/is-code.ts";

/** Whether a process of that number runs. Another user's refuses the signal, and is there. */
export function processExists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return isCode(error, "EPERM");
  }
}
