/**
 * Prints one table: whether what is large makes the program stall or grow. The longest time that nothing else got its turn,
 * and what is left in memory, while tools meet 10 MB of output and a file of 100,000 lines; and what 200 tools of an MCP server
 * add to a conversation of the built CLI.
 *   node --conditions=ainative-source bench/limits.ts [ROUNDS]
 * Fails where a run is broken, never where one is slow.
 */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { ToolContext } from "@ainative-code/sdk";
import bash from "../plugins/tools/src/bash.ts";
import grep from "../plugins/tools/src/grep.ts";
import read from "../plugins/tools/src/read.ts";
import { createFiles } from "../src/infra/files/create-files.ts";
import { createVersions } from "../src/infra/files/versions.ts";
import { createProcesses } from "../src/infra/process/create-processes.ts";
import { commandLines } from "./cli/command-lines.ts";
import { markdownTable, median } from "./cli/figures.ts";
import { inTurn } from "./cli/in-turn.ts";
import { peakMemory } from "./cli/peak-memory.ts";
import { runTimed, type CommandLine } from "./cli/run-timed.ts";
import { startServer } from "./cli/start-server.ts";

const rounds = Number(process.argv[2] ?? 5);
const cwd = realpathSync(mkdtempSync(join(tmpdir(), "bench-limits-")));
const signal = new AbortController().signal;
const context: ToolContext = {
  cwd,
  signal,
  files: createFiles({ cwd, versions: createVersions(), signal }),
  processes: createProcesses({ cwd, env: process.env, signal }),
  progress: () => undefined,
};

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

interface Met {
  readonly wallMs: number;
  readonly stallMs: number;
  readonly resultKB: number;
  readonly keptMiB: number;
}

async function met(work: () => Promise<{ readonly content: unknown }>): Promise<Met> {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const from = performance.now();
  const { content } = await work();
  const wallMs = performance.now() - from;
  await sleep(5);
  delay.disable();
  collectGarbage();
  const keptMiB = (process.memoryUsage().heapUsed - before) / 1024 ** 2;
  return { wallMs, stallMs: delay.max / 1e6, resultKB: JSON.stringify(content).length / 1000, keptMiB };
}

const works: Readonly<Record<string, () => Promise<{ readonly content: unknown }>>> = {
  "nothing, for 20 ms": async () => ({ content: await sleep(20, "") }),
  "bash: 10 MB of output": async () => bash.run({ command: "seq 1300000" }, context),
  "read: the start of 100,000 lines": async () => read.run({ path: "long.txt" }, context),
  "read: lines 99,000 to 99,100 of them": async () => read.run({ path: "long.txt", offset: 99_000, limit: 100 }, context),
  "grep: 100,000 lines that all match": async () => grep.run({ pattern: "words", path: "long.txt" }, context),
};

async function toolTable(): Promise<string> {
  const rows: (readonly string[])[] = [];
  for (const [name, work] of Object.entries(works)) {
    await met(work);
    const samples: Met[] = [];
    for (let round = 0; round < rounds; round++) samples.push(await met(work));
    const of = (key: keyof Met, digits: number): string => median(samples.map((sample) => sample[key])).toFixed(digits);
    const stall = Math.max(...samples.map(({ stallMs }) => stallMs)).toFixed(0);
    rows.push([name, of("wallMs", 1), of("stallMs", 1), stall, of("resultKB", 0), of("keptMiB", 1)]);
  }
  return markdownTable("Large things", ["", "ms", "longest stall ms", "max", "result KB", "kept MiB"], rows);
}

async function serverTable(): Promise<string> {
  const server = await startServer();
  try {
    const plain = commandLines(cwd, server.baseURL).ask("agent-3");
    const config = join(cwd, "mcp.json");
    const many = { command: process.execPath, args: [fileURLToPath(new URL("./limits/many-tools-server.ts", import.meta.url)), "200"] };
    writeFileSync(config, JSON.stringify({ mcpServers: { many } }));
    const with200: CommandLine = { ...plain, argv: [...plain.argv, "--mcp-config", config] };
    const lines = { "no MCP server": plain, "one with 200 tools": with200 };
    const times = await inTurn(rounds, { plain: async () => runTimed(plain), with200: async () => runTimed(with200) });
    const peaks = await inTurn(Math.min(rounds, 3), { plain: async () => peakMemory(plain), with200: async () => peakMemory(with200) });
    const rows = Object.keys(lines).map((name, index) => {
      const key = index === 0 ? "plain" : "with200";
      const cells = [times[key].map(({ wallMs }) => wallMs), times[key].map(({ cpuMs }) => cpuMs), peaks[key].map(({ mainMiB }) => mainMiB)];
      return [name, ...cells.map((values) => median(values).toFixed(0))];
    });
    return markdownTable("Three tool turns", ["", "wall ms", "CPU ms, with the server's", "main process MiB"], rows);
  } finally {
    server.stop();
  }
}

try {
  const lines = Array.from({ length: 100_000 }, (_, index) => `line ${index} has some words\n`);
  writeFileSync(join(cwd, "long.txt"), lines.join(""));
  console.log(await toolTable());
  console.log(await serverTable());
} finally {
  rmSync(cwd, { recursive: true, force: true });
}
