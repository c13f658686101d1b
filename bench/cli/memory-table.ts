import type { CommandLines } from "./command-lines.ts";
import { judged, markdownTable, median } from "./figures.ts";
import { inTurn } from "./in-turn.ts";
import { peakMemory } from "./peak-memory.ts";
import type { Peak } from "./peak-memory.ts";

/** Peaks of memory, in runs of their own: watching costs the processor something. */
export async function memoryTable(rounds: number, { node, floor, ask }: CommandLines): Promise<string> {
  const samples = await inTurn(rounds, {
    "node -e 0": async () => peakMemory(node),
    "floor, one answer": async () => peakMemory(floor("hello")),
    "ours, one answer": async () => peakMemory(ask("hello")),
    "floor, 20 tool turns": async () => peakMemory(floor("agent-20")),
    "ours, 20 tool turns": async () => peakMemory(ask("agent-20")),
    "floor, 20000 tokens": async () => peakMemory(floor("stream-20000")),
    "ours, 20000 tokens": async () => peakMemory(ask("stream-20000")),
  });
  const atMost: Readonly<Record<string, number>> = { "ours, one answer": 100, "ours, 20 tool turns": 120 };
  const rows = Object.entries(samples).map(([name, peaks]) => row(name, peaks, atMost[name]));
  return markdownTable("Peak memory", ["", "whole tree MiB", "max", "to reach", "main process MiB"], rows);
}

function row(name: string, peaks: readonly Peak[], atMost: number | undefined): readonly string[] {
  const tree = peaks.map(({ treeMiB }) => treeMiB);
  const toReach = atMost === undefined ? "" : judged(median(tree), atMost, " MiB");
  return [name, median(tree).toFixed(0), Math.max(...tree).toFixed(0), toReach, median(peaks.map(({ mainMiB }) => mainMiB)).toFixed(0)];
}
