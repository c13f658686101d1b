import type { CommandLines } from "./command-lines.ts";
import { judged, markdownTable, median, ratio } from "./figures.ts";
import { inTurn } from "./in-turn.ts";
import { runTimed } from "./run-timed.ts";
import type { CommandLine, Timed } from "./run-timed.ts";

interface Start {
  readonly line: CommandLine;
  /** Times an empty Node. */
  readonly atMost?: number;
}

/** What it takes to start, from an answer that is ready to a command of a plugin. */
export async function startTable(rounds: number, { node, ours }: CommandLines): Promise<string> {
  const starts: Readonly<Record<string, Start>> = {
    "node -e 0": { line: node },
    "--version": { line: ours("--version", "ainative-code/"), atMost: 1.5 },
    "--help": { line: ours("--help", "COMMANDS"), atMost: 1.7 },
    "plugins (of @oclif/plugin-plugins)": { line: ours("plugins", "No plugins installed"), atMost: 4 },
    "demo --help (of plugin-replay)": { line: ours("demo --help", "USAGE"), atMost: 4 },
    "config path (of the host)": { line: ours("config path", "config.yaml") },
    "providers list (of the host)": { line: ours("providers list", "openai") },
  };
  const runs = Object.fromEntries(Object.entries(starts).map(([name, { line }]) => [name, async () => runTimed(line)]));
  const samples = await inTurn(rounds, runs);
  const reference = samples["node -e 0"] ?? [];
  const rows = Object.entries(starts).map(([name, { atMost }]) => row(name, samples[name] ?? [], reference, atMost));
  return markdownTable("Start", ["", "wall ms", "min", "x node", "to reach", "CPU ms", "x node"], rows);
}

function row(name: string, samples: readonly Timed[], reference: readonly Timed[], atMost: number | undefined): readonly string[] {
  const [wall, cpu] = [samples.map(({ wallMs }) => wallMs), samples.map(({ cpuMs }) => cpuMs)];
  const timesWall = ratio(wall, reference.map(({ wallMs }) => wallMs));
  const timesCpu = ratio(cpu, reference.map(({ cpuMs }) => cpuMs));
  return [
    name,
    median(wall).toFixed(0),
    Math.min(...wall).toFixed(0),
    timesWall.toFixed(2),
    atMost === undefined ? "" : judged(timesWall, atMost, ""),
    median(cpu).toFixed(0),
    timesCpu.toFixed(2),
  ];
}
