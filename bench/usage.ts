/**
 * Prints one table: what counting money adds to a request, on both drivers, beside the append of a message on the same file.
 *   node --conditions=ainative-source bench/usage.ts [ROWS]
 * The file has ROWS (default 100,000) rows of usage of the last 70 days. `message`: 500 appends of about 800 bytes, the
 * reference. `usage`: 500 appends of a row, which happen behind an answer. `first`: the first question for what was spent
 * today. `again`: 500 questions for it, each after one more row, as a budget of the day asks before each request.
 * `report`: the rows of 30 days as the command `usage` reads them. `per event`: what following one event of an answer costs.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { RequestMeter } from "../src/core/cost/request-meter.ts";
import type { UsageRow } from "../src/core/cost/usage-log.ts";
import { openSessionStore } from "../src/infra/sqlite/open-session-store.ts";

const rows = Number(process.argv[2] ?? 100_000);
const times = 500;
const dayMs = 86_400_000;
const events = 2_000_000;

const row: UsageRow = {
  at: Date.now(), sessionId: "s", project: "/p", provider: "v", model: "m", inputFresh: 1, cacheRead: 2, cacheWrite: 3, cacheWrite1h: 0,
  output: 4, thinking: 0, nanoUsd: 5, basis: "estimated", savedNanoUsd: 1,
};

console.log(`${"driver".padEnd(12)}  ${["message", "usage", "first", "again", "report"].map((name) => name.padStart(9)).join("  ")}   ms, medians`);
for (const driver of ["sqlite3", "node-sqlite"] as const) console.log(`${driver.padEnd(12)}  ${(await measured(driver)).map(told).join("  ")}`);
console.log(`per event     ${perEvent().toFixed(1)} ns`);

async function measured(driver: "sqlite3" | "node-sqlite"): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), "bench-usage-"));
  const file = join(folder, "sessions.db");
  try {
    const store = await openSessionStore({ file, driver });
    fill(file);
    await store.create({ id: "s", title: "t", cwd: "/", createdAt: new Date().toISOString() });
    const text = "the quick brown fox jumps over one lazy dog ".repeat(18);
    const message = await median(async () => store.append("s", { id: "m", role: "user", createdAt: "", parts: [{ type: "text", text }] }));
    const usage = await median(async () => store.usage.append(row));
    const today = { since: Date.now() - dayMs };
    let { lastId } = await store.usage.sum(today, 0);
    const first = await median(async () => store.usage.sum(today, 0), 9);
    const again = await median(async () => ({ lastId } = await store.usage.sum(today, lastId)), times, async () => store.usage.append(row));
    const report = await median(async () => store.usage.buckets({ since: Date.now() - 30 * dayMs }), 3);
    await store.close();
    return [message, usage, first, again, report];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A row each minute and a session each 50 rows. */
function fill(file: string): void {
  const raw = new DatabaseSync(file);
  raw.exec(`INSERT INTO usage (at, session_id, project, provider, model, input_fresh, cache_read, cache_write, cache_write_1h,
      output, thinking, nano_usd, basis, saved_nano_usd)
    WITH RECURSIVE n (i) AS (SELECT ${rows} UNION ALL SELECT i - 1 FROM n WHERE i > 1)
    SELECT ${Date.now()} - i * 60000, 'session-' || (i / 50), '/p' || (i % 7), 'v', 'm' || (i % 5), 1000, 2000, 0, 0, 100, 0, 500000,
      'estimated', 0 FROM n`);
  raw.close();
}

async function median(task: () => Promise<unknown>, count = times, before: () => Promise<unknown> = () => Promise.resolve()): Promise<number> {
  const each: number[] = [];
  for (let round = 0; round < count; round++) {
    await before();
    const begin = performance.now();
    await task();
    each.push(performance.now() - begin);
  }
  return each.toSorted((one, other) => one - other)[Math.floor(count / 2)] ?? 0;
}

function perEvent(): number {
  const meter = new RequestMeter({ provider: "p", model: "m" });
  const event = { type: "text-delta", part: 0, text: "word " } as const;
  const begin = performance.now();
  for (let count = 0; count < events; count++) meter.see(event);
  return ((performance.now() - begin) * 1e6) / events;
}

function told(ms: number): string {
  return ms.toFixed(ms < 10 ? 3 : 0).padStart(9);
}
