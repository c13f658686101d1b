/**
 * Prints tables: the built CLI beside references in this run, with the figures it is to reach (docs/performance.md).
 *   node --conditions=ainative-source bench/cli.ts [ROUNDS] [GROUP ...]      groups: start, answer, memory
 * Linux and bash only: time of descendants comes from bash, memory from /proc. Fails where a run is broken, never where
 * one is slow.
 */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { answerTables } from "./cli/answer-tables.ts";
import { commandLines } from "./cli/command-lines.ts";
import { memoryTable } from "./cli/memory-table.ts";
import { startServer } from "./cli/start-server.ts";
import { startTable } from "./cli/start-table.ts";

const [rounds = "7", ...only] = process.argv.slice(2);
const folder = realpathSync(mkdtempSync(join(tmpdir(), "bench-cli-")));
const server = await startServer();
const lines = commandLines(folder, server.baseURL);
const groups = {
  start: async () => startTable(Number(rounds), lines),
  answer: async () => answerTables(Number(rounds), lines, server),
  memory: async () => memoryTable(Number(rounds), lines),
};
try {
  const { model = "unknown processor" } = cpus()[0] ?? {};
  console.log(`Node ${process.version}, ${cpus().length} x ${model}, load ${loadavg()[0]?.toFixed(1)}, ${rounds} rounds, in turn, medians\n`);
  for (const [name, tables] of Object.entries(groups)) if (only.length === 0 || only.includes(name)) console.log(await tables());
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
