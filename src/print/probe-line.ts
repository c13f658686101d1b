import type { ProbeRow } from "../core/capability-probe/run-probes.ts";

/** The head of the table that `probeLine` makes the lines of. */
export const probeHead = `${"CAPABILITY".padEnd(12)}${"WORKS".padEnd(9)}SEEN`;

/** One line of the table, which is shown while the next one is being found out. */
export function probeLine({ capability, works, seen }: ProbeRow): string {
  return `${capability.padEnd(12)}${works.padEnd(9)}${seen.split("\n", 1)[0] ?? ""}`;
}
