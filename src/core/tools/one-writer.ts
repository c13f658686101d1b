import type { Files } from "@ainative-code/sdk";
import type { Slots } from "../slots.ts";
import type { Machine } from "./executor.ts";

/**
 * The machine for one of several that write at the same time: each write is checked and done alone, so that nobody's
 * change comes between the look at a file and its replacement. `turn` is shared by all of them and has one slot.
 */
export function oneWriter(machine: Machine, turn: Slots): Machine {
  const alone = async (signal: AbortSignal, work: () => Promise<void>): Promise<void> => {
    const give = await turn.take(signal);
    await work().finally(give);
  };
  return {
    ...machine,
    files(grants, signal): Files {
      const files = machine.files(grants, signal);
      return {
        ...files,
        write: async (path, bytes, options) => alone(signal, async () => files.write(path, bytes, options)),
        ...(files.change === undefined ? {} : { change: async (changes) => alone(signal, async () => files.change?.(changes)) }),
      };
    },
  };
}
