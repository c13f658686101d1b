import type { CommandLines, Script } from "./command-lines.ts";
import { judged, markdownTable, median, ratio } from "./figures.ts";
import { inTurn } from "./in-turn.ts";
import { runTimed } from "./run-timed.ts";
import type { Timed } from "./run-timed.ts";
import type { Server } from "./start-server.ts";

const tokens = 20_000;
const turns = 20;

interface Asked extends Timed {
  /** From the start of the process to each request's arrival at the server, in milliseconds. */
  readonly arrivals: readonly number[];
}

type Samples = Readonly<Record<"floor" | "ours", readonly Asked[]>>;
type Turns = Samples & Readonly<Record<"ours in the sandbox" | "ours reading", readonly Asked[]>>;

/** One answer, a long one, and many with a tool call each; a long answer and tool turns are told less the one answer. */
export async function answerTables(rounds: number, lines: CommandLines, server: Server): Promise<string> {
  const ask = (who: "floor" | "ask", script: Script, requests: number, sandbox?: "required") => async (): Promise<Asked> => {
    await server.arrivals();
    const timed = await runTimed(who === "floor" ? lines.floor(script) : lines.ask(script, sandbox));
    const arrivals = (await server.arrivals()).map((at) => at - timed.startedAt);
    if (arrivals.length === requests) return { ...timed, arrivals };
    throw new Error(`${script}: the server saw ${arrivals.length} requests in place of ${requests}`);
  };
  const samples = await inTurn(rounds, {
    floor: ask("floor", "hello", 1),
    ours: ask("ask", "hello", 1),
    "floor stream": ask("floor", `stream-${tokens}`, 1),
    "our stream": ask("ask", `stream-${tokens}`, 1),
    "floor turns": ask("floor", `agent-${turns}`, turns + 1),
    "our turns": ask("ask", `agent-${turns}`, turns + 1),
    "our fenced turns": ask("ask", `agent-${turns}`, turns + 1, "required"),
    "our reads": ask("ask", `read-${turns}`, turns + 1),
  });
  // The speed counts only if everything was saved: the prompt, each call and its result, the last answer.
  await runTimed(lines.ours("session list --json", `"messageCount": ${2 * turns + 2}`));
  const hello = { floor: samples.floor, ours: samples.ours };
  return [
    firstRequest(hello),
    stream(hello, { floor: samples["floor stream"], ours: samples["our stream"] }),
    toolTurns(hello, {
      floor: samples["floor turns"],
      ours: samples["our turns"],
      "ours in the sandbox": samples["our fenced turns"],
      "ours reading": samples["our reads"],
    }),
  ].join("\n");
}

function firstRequest(hello: Samples): string {
  const arrival = ({ arrivals }: Asked): number => arrivals[0] ?? Number.NaN;
  const row = (who: keyof Samples): readonly string[] => {
    const times = ratio(hello[who].map(arrival), hello.floor.map(arrival));
    return [
      who,
      ...spread(hello[who].map(arrival)),
      times.toFixed(2),
      who === "floor" ? "" : judged(times, 2.6, ""),
      ...spread(hello[who].map(({ wallMs }) => wallMs)),
      median(hello[who].map(({ cpuMs }) => cpuMs)).toFixed(0),
    ];
  };
  const header = ["", "request at server ms", "min", "x floor", "to reach", "wall ms", "min", "CPU ms"];
  return markdownTable("One short answer", header, [row("floor"), row("ours")]);
}

function stream(hello: Samples, long: Samples): string {
  const row = (who: keyof Samples): readonly string[] => {
    const cpu = long[who].map(({ cpuMs }, index) => ((cpuMs - (hello[who][index]?.cpuMs ?? Number.NaN)) * 1000) / tokens);
    const toReach = who === "floor" ? "" : judged(median(cpu), 15, " us");
    const wall = long[who].map(({ wallMs }) => wallMs);
    return [who, median(cpu).toFixed(1), Math.min(...cpu).toFixed(1), toReach, ...spread(wall)];
  };
  const header = ["", "CPU us per token", "min", "to reach", "wall ms", "min"];
  return markdownTable(`${tokens} streamed tokens`, header, [row("floor"), row("ours")]);
}

function toolTurns(hello: Samples, long: Turns): string {
  const row = (who: keyof Turns, atMost?: number): readonly string[] => {
    const gaps = long[who].map(({ arrivals }) => arrivals.slice(1).map((at, index) => at - (arrivals[index] ?? Number.NaN)));
    const means = gaps.map((each) => each.reduce((sum, gap) => sum + gap, 0) / each.length);
    const cpu = long[who].map(({ cpuMs }, index) => (cpuMs - (hello[who === "floor" ? "floor" : "ours"][index]?.cpuMs ?? Number.NaN)) / turns);
    return [
      who,
      ...spread(means, 1),
      atMost === undefined ? "" : judged(median(means), atMost, " ms"),
      median(gaps.map(median)).toFixed(1),
      median(gaps.map(([first = Number.NaN]) => first)).toFixed(1),
      median(cpu).toFixed(1),
    ];
  };
  const header = ["", "mean ms per turn", "min", "to reach", "median turn", "first turn", "CPU ms per turn"];
  const rows = [row("floor"), row("ours", 12), row("ours in the sandbox"), row("ours reading", 8)];
  return markdownTable(`${turns} turns with a shell command (or a read) each, as the server sees them`, header, rows);
}

/** Median and minimum. */
function spread(values: readonly number[], digits = 0): readonly [string, string] {
  return [median(values).toFixed(digits), Math.min(...values).toFixed(digits)];
}
