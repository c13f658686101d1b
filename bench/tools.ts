/**
 * Prints one table: what the coding tools and the machine behind them cost, in milliseconds, each row beside the plainest
 * way to have the same done.
 *   node --conditions=ainative-source bench/tools.ts [ROUNDS [PART OF A ROW'S NAME]]
 * Figures are medians of ROUNDS runs, the row and its reference in turn. The trees have 10,000 files of 1 KiB in 400 folders
 * and 100,000 in 4,000; where ripgrep is installed, rows are once with it (`by rg`) and once by the own walk.
 */
import { execFile } from "node:child_process";
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Host, Tool, ToolContext } from "@ainative-code/sdk";
import bash from "../plugins/tools/src/bash.ts";
import edit from "../plugins/tools/src/edit.ts";
import glob from "../plugins/tools/src/glob.ts";
import grep from "../plugins/tools/src/grep.ts";
import read from "../plugins/tools/src/read.ts";
import write from "../plugins/tools/src/write.ts";
import { createFiles } from "../src/infra/files/create-files.ts";
import { createVersions } from "../src/infra/files/versions.ts";
import { createProcesses } from "../src/infra/process/create-processes.ts";
import { credentialPlaces } from "../src/core/sandbox/credential-places.ts";
import { findProgram } from "../src/infra/sandbox/find-program.ts";
import { openFence } from "../src/infra/sandbox/open-fence.ts";

const rounds = Number(process.argv[2] ?? 40);
const shell = promisify(execFile);
const cwd = realpathSync(mkdtempSync(join(tmpdir(), "bench-tools-")));
const signal = new AbortController().signal;

const host: Host = {
  api: 1,
  plugin: "@ainative-code/plugin-tools",
  log: { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore },
  fetch: async () => {
    throw new Error("no net here");
  },
  config: {},
  secret: async () => undefined,
  on: ignore,
  dirs: { cwd, data: cwd, cache: cwd },
  sessions: { list: async () => [], messages: async () => [] },
};

function ignore(): void {}

const context: ToolContext = {
  cwd,
  signal,
  files: createFiles({ cwd, versions: createVersions(), signal }),
  processes: createProcesses({ cwd, env: process.env, signal }),
  progress: ignore,
};

interface Row {
  readonly name: string;
  readonly reference: string;
  readonly ours: () => Promise<unknown>;
  readonly theirs: () => Promise<unknown>;
  /** A share of the rounds, for what takes long. */
  readonly share?: number;
}

const ripgrep = findProgram("rg", process.env["PATH"]);
const scanning = { ...context, files: createFiles({ cwd, versions: createVersions(), signal, ripgrep: () => ripgrep }) };

const useScanning = async <Input>(tool: Tool<Input>, input: Input): Promise<unknown> => tool.run(input, scanning, host);

const use = async <Input>(tool: Tool<Input>, input: Input): Promise<unknown> => tool.run(input, context, host);

/** The fence that this machine makes; opening it is no part of a command. */
const fence = await openFence({
  platform: process.platform,
  path: process.env["PATH"],
  profile: { writable: [cwd], hidden: credentialPlaces(homedir()), kept: [], visible: [], domains: [] },
});

/** The price of the sandbox is the difference to the row without it. */
function fencedRows(): readonly Row[] {
  if (!("kind" in fence)) return [];
  const fenced = { ...context, processes: createProcesses({ cwd, env: process.env, signal, fence: async () => fence }) };
  return [
    {
      name: "bash: true, in the sandbox",
      reference: "the same without it",
      ours: async () => bash.run({ command: "true" }, fenced),
      theirs: async () => use(bash, { command: "true" }),
    },
  ];
}

function rows(): readonly Row[] {
  const source = join(cwd, "source.txt");
  let written = 0;
  let edited = 0;
  return [
    {
      name: "bash: true",
      reference: "execFile bash -c true",
      ours: async () => use(bash, { command: "true" }),
      theirs: async () => shell("bash", ["-c", "true"]),
    },
    ...fencedRows(),
    {
      name: "bash: 2 MB of output",
      reference: "execFile, all kept",
      ours: async () => use(bash, { command: "head -c 2000000 /dev/zero" }),
      theirs: async () => shell("bash", ["-c", "head -c 2000000 /dev/zero"], { maxBuffer: 4_000_000 }),
    },
    {
      name: "read: 2,000 of 5,000 lines",
      reference: "createReadStream",
      ours: async () => use(read, { path: "source.txt" }),
      theirs: async () => drain(source),
    },
    {
      name: "write: 40 KB, synced",
      reference: "writeFileSync",
      ours: async () => use(write, { path: "written.txt", content: `${written++}\n${"x".repeat(40_000)}` }),
      theirs: async () => writeFileSync(join(cwd, "plain.txt"), "x".repeat(40_000)),
    },
    {
      name: "edit: one of 5,000 lines, synced",
      reference: "read, replace, write",
      ours: async () => use(edit, { path: "edited.txt", oldText: `line 2500 v${edited}\n`, newText: `line 2500 v${++edited}\n` }),
      theirs: async () => writeFileSync(source, readFileSync(source, "utf8").replace("line 2500 ", "line 2500 ")),
    },
    ...treeRows(),
    ...(ripgrep === undefined ? [] : forestRows()),
  ];
}

/** Looking through very many files, beside ripgrep. */
function forestRows(): readonly Row[] {
  const forest = join(cwd, "forest");
  const rg = async (...words: readonly string[]): Promise<unknown> => shell("rg", ["--no-config", ...words, forest], { maxBuffer: 100_000_000 }).catch(ignore);
  const nowhere = { name: "grep: 100,000 files, no match", reference: "rg -n", theirs: async () => rg("-n", "not_to_be_found[0-9]"), share: 0.15 };
  const once = { name: "grep: 100,000 files, one match", reference: "rg -n", theirs: async () => rg("-n", "needle_in_\\w+"), share: 0.15 };
  return [
    { ...nowhere, name: `${nowhere.name}, by rg`, ours: async () => useScanning(grep, { pattern: "not_to_be_found\\d", path: "forest" }) },
    { ...nowhere, ours: async () => use(grep, { pattern: "not_to_be_found\\d", path: "forest" }) },
    { ...once, name: `${once.name}, by rg`, ours: async () => useScanning(grep, { pattern: "needle_in_\\w+", path: "forest" }) },
    { ...once, ours: async () => use(grep, { pattern: "needle_in_\\w+", path: "forest" }) },
    {
      name: "glob: 100,000 files, newest first",
      reference: "rg --files --sortr modified",
      ours: async () => use(glob, { pattern: "forest/**/*7.ts" }),
      theirs: async () => rg("--files", "--sortr", "modified", "-g", "*7.ts"),
      share: 0.15,
    },
  ];
}

/** Looking through many files. */
function treeRows(): readonly Row[] {
  return [
    {
      name: "glob: 10,000 files",
      reference: "readdir recursive",
      ours: async () => use(glob, { pattern: "tree/**/*7.ts" }),
      theirs: async () => readdirSync(join(cwd, "tree"), { recursive: true }),
      share: 0.25,
    },
    {
      name: "glob: 10,000 files, newest first",
      reference: "rg --files --sortr modified",
      ours: async () => use(glob, { pattern: "tree/**/*7.ts" }),
      theirs: async () => shell("rg", ["--files", "--sortr", "modified", "-g", "*7.ts", join(cwd, "tree")]).catch(ignore),
      share: 0.25,
    },
    {
      name: "grep: 10,000 files, no match",
      reference: "rg",
      ours: async () => use(grep, { pattern: "not_to_be_found\\d", path: "tree" }),
      theirs: async () => shell("rg", ["-n", "not_to_be_found[0-9]", join(cwd, "tree")]).catch(ignore),
      share: 0.25,
    },
    {
      name: "grep: 10,000 files, no match",
      reference: "grep -r",
      ours: async () => use(grep, { pattern: "not_to_be_found\\d", path: "tree" }),
      theirs: async () => shell("grep", ["-rE", "not_to_be_found[0-9]", join(cwd, "tree")]).catch(ignore),
      share: 0.25,
    },
    {
      name: "grep: 10,000 files, count all",
      reference: "grep -rc",
      ours: async () => use(grep, { pattern: "export\\s+const", path: "tree", mode: "count", limit: 1000 }),
      theirs: async () => shell("grep", ["-rcE", "export[ ]+const", join(cwd, "tree")]),
      share: 0.25,
    },
  ];
}

async function drain(path: string): Promise<number> {
  let bytes = 0;
  for await (const chunk of createReadStream(path)) bytes += String(chunk).length;
  return bytes;
}

function prepare(): void {
  const lines = Array.from({ length: 5000 }, (_, index) => `line ${index} v0\n`).join("");
  writeFileSync(join(cwd, "source.txt"), lines);
  writeFileSync(join(cwd, "edited.txt"), lines);
  writeFileSync(join(cwd, ".gitignore"), "node_modules/\n*.log\ndist/\n/coverage\n.env*\n!.env.example\n");
  const text = "export const value = compute(first, second);\n".repeat(23);
  plant("tree", 400, text);
  if (ripgrep === undefined) return;
  plant("forest", 4000, text);
  writeFileSync(join(cwd, "forest", "p77", "needle.ts"), "needle_in_a_haystack\n");
}

function plant(name: string, folders: number, text: string): void {
  for (let folder = 0; folder < folders; folder++) {
    const path = join(cwd, name, `p${folder % (folders / 20)}`, `f${folder}`);
    mkdirSync(path, { recursive: true });
    for (let file = 0; file < 25; file++) writeFileSync(join(path, `m${file}.ts`), text);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function measure({ ours, theirs, share = 1 }: Row): Promise<readonly [number, number]> {
  const samples: [number[], number[]] = [[], []];
  for (let round = 0; round < Math.max(3, rounds * share); round++) {
    samples[0].push(await timed(ours));
    samples[1].push(await timed(theirs));
  }
  return [median(samples[0]), median(samples[1])];
}

try {
  prepare();
  console.log(`${"tool".padEnd(38)} ${"ms".padStart(8)}   ${"reference".padEnd(28)} ${"ms".padStart(8)}  ratio`);
  for (const row of rows().filter(({ name }) => name.includes(process.argv[3] ?? ""))) {
    const [ours, theirs] = await measure(row);
    console.log(`${row.name.padEnd(38)} ${ours.toFixed(2).padStart(8)}   ${row.reference.padEnd(28)} ${theirs.toFixed(2).padStart(8)}  ${(ours / theirs).toFixed(2)}`);
  }
} finally {
  if ("kind" in fence) await fence.close();
  rmSync(cwd, { recursive: true, force: true });
}
