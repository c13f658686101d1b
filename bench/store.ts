/**
 * Prints one table: the session store on both drivers beside plain SQL on the same drivers, in this run.
 *   node --conditions=ainative-source bench/store.ts [ROUNDS]
 * Each row is ROUNDS fresh processes over one database with a session of 10,000 messages of about 800 bytes; figures are
 * medians of the processes. `import`: the store bundled as the product bundles it. `open`: the first one of the process.
 * `show`: the context since a compaction 200 messages ago, and the last page of 50. `all`: a context of all 10,000.
 * `append`: 500 one after the other, each awaited; median and 95th percentile. `peak`: resident memory after `show` and
 * the appends, `all` left out. Plain SQL: one INSERT of the same JSON, no count, no search index.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Message } from "@ainative-code/sdk";
import type * as Store from "../src/infra/sqlite/open-session-store.ts";

const messages = 10_000;
const contextLength = 200;
const pageLength = 50;
const appends = 500;
const words = "the quick brown fox jumps over one lazy dog while seventeen engineers measure everything twice ".split(" ");

interface Figures {
  readonly importMs: number;
  readonly openMs: number;
  readonly showMs: number;
  readonly appendMs: number;
  readonly appendP95Ms: number;
  readonly peakMiB: number;
  readonly allMs: number;
}

type Row = readonly [name: string, kind: string, driver: string, env?: Readonly<Record<string, string>>];

/** What every row does, behind one face. */
interface Subject {
  show(): Promise<number>;
  all(): Promise<number>;
  append(message: Message): Promise<unknown>;
  close(): Promise<void>;
}

const [mode = "9", ...rest] = process.argv.slice(2);
if (mode === "measure") await measure(rest);
else await run(Number(mode));

async function run(rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-store-"));
  try {
    const bundle = await bundleStore(folder);
    const script = await withoutTypes(folder);
    const file = join(folder, "sessions.db");
    await fill(file);
    const cached = { NODE_COMPILE_CACHE: join(folder, "cache") };
    const rows: readonly Row[] = [
      ["empty process", "none", ""],
      ["plain SQL, sqlite3", "plain", "sqlite3"],
      ["plain SQL, node:sqlite", "plain", "node-sqlite"],
      ["store, sqlite3", "store", "sqlite3"],
      ["store, node:sqlite", "store", "node-sqlite"],
      ["store, sqlite3, compile cache", "store", "sqlite3", cached],
      ["store, node:sqlite, compile cache", "store", "node-sqlite", cached],
    ];
    const samples = rows.map((): Figures[] => []);
    // The first round warms the page cache and writes the compile cache.
    for (let round = 0; round <= rounds; round++) {
      for (const [i, row] of rows.entries()) {
        const sample = await inProcess(row, script, bundle, file);
        if (round > 0) samples[i]?.push(sample);
      }
    }
    print(rows, samples);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundleStore(folder: string): Promise<string> {
  const { build } = await import("esbuild");
  const { slimTypeorm } = await import("../scripts/build/slim-typeorm.ts");
  const outfile = join(folder, "store.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "../src/infra/sqlite/open-session-store.ts")],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node22",
    conditions: ["ainative-source"],
    external: ["sqlite3"],
    plugins: [slimTypeorm],
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire("/");' },
    // sqlite3 is installed beside this file, not beside the temporary bundle.
    define: { "import.meta.url": JSON.stringify(import.meta.url) },
  });
  return outfile;
}

async function fill(file: string): Promise<void> {
  const { openSessionStore } = await import("../src/infra/sqlite/open-session-store.ts");
  const store = await openSessionStore({ file });
  const createdAt = new Date().toISOString();
  for (const id of ["long", "whole", "appends"]) await store.create({ id, title: id, cwd: "/", createdAt });
  for (const id of ["long", "whole"]) {
    await Promise.all(Array.from({ length: messages }, (_, i) => store.append(id, message(i))));
  }
  await store.compactBefore("long", messages - contextLength + 1);
  await store.close();
}

/** This file as JavaScript: Node's own stripping of types would cost each process 30 MB. */
async function withoutTypes(folder: string): Promise<string> {
  const { build } = await import("esbuild");
  const outfile = join(folder, "measure.mjs");
  const define = { "import.meta.url": JSON.stringify(import.meta.url) };
  await build({ entryPoints: [import.meta.filename], outfile, format: "esm", target: "node22", define });
  return outfile;
}

async function inProcess([, kind, driver, env]: Row, script: string, bundle: string, file: string): Promise<Figures> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, "measure", kind, driver, bundle, file], {
    env: { ...process.env, ...env, NODE_EXTRA_CA_CERTS: "" },
  });
  return JSON.parse(stdout) as Figures;
}

async function measure([kind, driver, bundle = "", file = ""]: readonly string[]): Promise<void> {
  const begin = performance.now();
  const open = kind === "none" ? nothing : kind === "plain" ? await plain(driver) : await stored(bundle, driver);
  const imported = performance.now();
  const subject = await open(file);
  const opened = performance.now();
  const shown = await subject.show();
  const ready = performance.now();
  if (kind !== "none" && shown !== contextLength + pageLength) throw new Error(`${shown} messages were shown`);
  const each: number[] = [];
  for (let i = 0; i < appends; i++) {
    const before = performance.now();
    await subject.append(message(i));
    each.push(performance.now() - before);
  }
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  const before = performance.now();
  await subject.all();
  const allMs = performance.now() - before;
  await subject.close();
  const figures: Figures = {
    importMs: imported - begin,
    openMs: opened - imported,
    showMs: ready - opened,
    appendMs: quantile(each, 0.5),
    appendP95Ms: quantile(each, 0.95),
    peakMiB,
    allMs,
  };
  process.stdout.write(JSON.stringify(figures));
}

async function nothing(): Promise<Subject> {
  const none = async (): Promise<number> => 0;
  return { show: none, all: none, append: none, close: async () => {} };
}

async function stored(bundle: string, driver: string | undefined): Promise<(file: string) => Promise<Subject>> {
  const { openSessionStore } = (await import(pathToFileURL(bundle).href)) as typeof Store;
  return async (file) => {
    const store = await openSessionStore({ file, driver: driver === "sqlite3" ? driver : "node-sqlite" });
    return {
      show: async () => (await store.context("long")).length + (await store.page("long", { limit: pageLength })).length,
      all: async () => (await store.context("whole")).length,
      append: (given) => store.append("appends", given),
      close: () => store.close(),
    };
  };
}

/** The least that could be done with the same file: one SELECT for each reading, one INSERT for each message. */
async function plain(driver: string | undefined): Promise<(file: string) => Promise<Subject>> {
  const connect = driver === "sqlite3" ? plainSqlite3() : plainNodeSqlite();
  return async (file) => {
    const sql = await connect(file);
    for (const pragma of ["journal_mode = WAL", "synchronous = NORMAL"]) await sql(`PRAGMA ${pragma}`);
    await sql("CREATE TABLE IF NOT EXISTS plain (id INTEGER PRIMARY KEY, session_id TEXT, body TEXT)");
    const read = async (session: string, after: number): Promise<number> => {
      const rows = await sql("SELECT body FROM messages WHERE session_id = ? AND seq > ? ORDER BY seq", session, after);
      return rows.map((row): unknown => JSON.parse(String(Reflect.get(row, "body")))).length;
    };
    return {
      show: async () => (await read("long", messages - contextLength)) + (await read("long", messages - pageLength)),
      all: () => read("whole", 0),
      append: (given) => sql("INSERT INTO plain (session_id, body) VALUES (?, ?)", "appends", JSON.stringify(given)),
      close: async () => {},
    };
  };
}

type Sql = (statement: string, ...parameters: readonly (string | number)[]) => Promise<readonly object[]>;

function plainNodeSqlite(): (file: string) => Promise<Sql> {
  const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
  return async (file) => {
    const database = new DatabaseSync(file);
    return async (statement, ...parameters) => database.prepare(statement).all(...parameters);
  };
}

interface Sqlite3Database {
  all(statement: string, parameters: readonly unknown[], done: (error: Error | null, rows: readonly object[]) => void): void;
}

interface Sqlite3Module {
  readonly Database: new (file: string, done: (error: Error | null) => void) => Sqlite3Database;
}

function plainSqlite3(): (file: string) => Promise<Sql> {
  const sqlite3 = createRequire(import.meta.url)("sqlite3") as Sqlite3Module;
  return async (file) => {
    const database = await new Promise<Sqlite3Database>((resolve, reject) => {
      const opening: Sqlite3Database = new sqlite3.Database(file, (error) => (error === null ? resolve(opening) : reject(error)));
    });
    return (statement, ...parameters) => new Promise((resolve, reject) => {
      database.all(statement, parameters, (error, rows) => (error === null ? resolve(rows) : reject(error)));
    });
  };
}

function message(i: number): Message {
  const text = Array.from({ length: 100 }, (_, n) => words[(i * 7 + n * (1 + (i % 5))) % words.length]).join(" ");
  const parts = [{ type: "text" as const, text: `${i} ${text}` }];
  return { role: "user", id: `message-${i}`, createdAt: "2026-03-01T10:00:00.000Z", parts };
}

function quantile(values: readonly number[], q: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * q)] ?? 0;
}

function print(rows: readonly Row[], samples: readonly (readonly Figures[])[]): void {
  const columns = ["importMs", "openMs", "showMs", "allMs", "appendMs", "appendP95Ms", "peakMiB"] as const;
  const line = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(36)}${cells.map((cell) => cell.padStart(12)).join("")}\n`;
  let table = line("", ["import ms", "open ms", "show ms", "all ms", "append ms", "p95 ms", "peak MiB"]);
  for (const [i, [name]] of rows.entries()) {
    const figures = columns.map((column) => quantile((samples[i] ?? []).map((sample) => sample[column]), 0.5));
    table += line(name, figures.map((figure, c) => figure.toFixed(c === 4 || c === 5 ? 3 : 1)));
  }
  process.stdout.write(table);
}
