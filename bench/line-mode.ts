/**
 * Prints what a conversation in a terminal costs: the time to its first prompt beside the least Node program that shows
 * one, its memory while it waits, the processor time of a streamed token.
 *   node --conditions=ainative-source bench/line-mode.ts [ROUNDS]
 * Linux, with `script` of util-linux. Fails where a run is broken, never where one is slow.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { judged, markdownTable, median, ratio } from "./cli/figures.ts";
import { inTurn } from "./cli/in-turn.ts";
import { lastWords } from "./cli/script.ts";
import { startServer } from "./cli/start-server.ts";
import { onTerminal } from "./line/on-terminal.ts";

const rounds = Number(process.argv[2] ?? "7");
const tokens = 20_000;
const folder = realpathSync(mkdtempSync(join(tmpdir(), "bench-line-")));
const [home, cwd] = [join(folder, "home"), join(folder, "work")];
for (const each of [home, cwd]) mkdirSync(each);
const server = await startServer();
const env = {
  PATH: [dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(":"),
  HOME: home,
  LANG: "C.UTF-8",
  TERM: "xterm-256color",
  OPENAI_API_KEY: "no-key",
  OPENAI_BASE_URL: server.baseURL,
  AINATIVE_CODE_MODEL: "openai/hello",
};
const ours = [process.execPath, join(import.meta.dirname, "../bin/run.js")];
const floor = [process.execPath, join(import.meta.dirname, "paint-floor.mjs")];

interface Waiting {
  readonly promptMs: number;
  readonly residentMiB: number;
}

async function waiting(argv: readonly string[], ready: string): Promise<Waiting> {
  await using terminal = onTerminal(argv, cwd, env);
  const promptMs = await terminal.shown("\n> ");
  if (ready !== "") await terminal.shown(ready);
  await sleep(1500);
  return { promptMs, residentMiB: terminal.residentMiB() };
}

/** Microseconds of processor time for each token of a long answer, less those of a short one in the same conversation. */
async function perToken(kind: "stream" | "markdown"): Promise<number> {
  await using terminal = onTerminal(ours, cwd, env);
  await terminal.shown("permissions: ask");
  const ask = async (until: string): Promise<number> => {
    const before = terminal.cpuMs();
    terminal.type("Go on.\r");
    await terminal.shown(until);
    await terminal.shown("> ");
    await sleep(300);
    return terminal.cpuMs() - before;
  };
  await ask(lastWords.hello);
  const short = await ask(lastWords.hello);
  terminal.type(`/model openai/${kind}-${tokens}\r`);
  await terminal.shown("From now on");
  return (((await ask(lastWords.stream)) - short) * 1000) / tokens;
}

try {
  const starts = await inTurn(rounds, { floor: async () => waiting(floor, ""), ours: async () => waiting(ours, "permissions: ask") });
  const prompts = { floor: starts.floor.map(({ promptMs }) => promptMs), ours: starts.ours.map(({ promptMs }) => promptMs) };
  const times = ratio(prompts.ours, prompts.floor);
  const resident = { floor: starts.floor.map(({ residentMiB }) => residentMiB), ours: starts.ours.map(({ residentMiB }) => residentMiB) };
  const spread = (values: readonly number[]): readonly string[] => [median(values).toFixed(0), Math.min(...values).toFixed(0)];
  console.log(
    markdownTable("Waiting for the first input", ["", "first prompt ms", "min", "x floor", "to reach", "resident MiB", "to reach"], [
      ["floor", ...spread(prompts.floor), "1.00", "", median(resident.floor).toFixed(0), ""],
      ["ours", ...spread(prompts.ours), times.toFixed(2), judged(times, 1.5, ""), median(resident.ours).toFixed(0), judged(median(resident.ours), 95, " MiB")],
    ]),
  );
  const streams = await inTurn(Math.max(2, Math.floor(rounds / 2)), { words: async () => perToken("stream"), Markdown: async () => perToken("markdown") });
  const rows = Object.entries(streams).map(([name, us]) => [name, median(us).toFixed(1), Math.min(...us).toFixed(1), judged(median(us), 25, " us")]);
  console.log(markdownTable(`${tokens} tokens streamed into a terminal`, ["", "CPU us per token", "min", "to reach"], rows));
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
