import { existsSync, readFileSync, readdirSync } from "node:fs";

/** `O_CLOEXEC` of Linux, as `/proc/PID/fdinfo` tells it. */
const closedOnExec = 0o2000000;

/**
 * What this process was handed open besides its standard streams, and hands on to every program it starts without knowing:
 * files, pipes and sockets of whoever started it, which no fence holds back. Those it has opened itself are not among them.
 */
export function inheritedDescriptors(): readonly number[] {
  try {
    return readdirSync("/proc/self/fd").map(Number).filter((number) => number > 2 && isHandedOn(number));
  } catch {
    return [];
  }
}

function isHandedOn(number: number): boolean {
  try {
    const [, flags = ""] = /^flags:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${String(number)}`, "utf8")) ?? [];
    return (Number.parseInt(flags, 8) & closedOnExec) === 0;
  } catch {
    return false;
  }
}

/** The words that start a program without them; dash knows descriptors of one digit only. `kept` is closed by nobody. */
export function withoutDescriptors(
  words: readonly [string, ...string[]],
  descriptors: readonly number[],
  kept?: number,
): readonly [string, ...string[]] {
  const closed = descriptors.filter((number) => number !== kept);
  if (closed.length === 0 || !existsSync(bash)) return words;
  return [bash, "-c", `exec ${closed.map((number) => `${String(number)}>&-`).join(" ")}; exec "$@"`, "bash", ...words];
}

const bash = "/bin/bash";
