/**
 * Prints one table: what it adds to a turn that its changes can be undone, in milliseconds, each row beside the same without.
 *   node --conditions=ainative-source bench/checkpoints.ts [ROUNDS]
 * Figures are medians of ROUNDS runs, the row and its reference in turn. Each change is the first one of its turn.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Files, Processes } from "@ainative-code/sdk";
import { Recorder } from "../src/core/checkpoints/recorder.ts";
import { recordingMachine } from "../src/core/checkpoints/recording-machine.ts";
import type { Machine } from "../src/core/tools/executor.ts";
import { hashOf } from "../src/infra/checkpoints/blob-store.ts";
import { openLedger } from "../src/infra/checkpoints/open-ledger.ts";
import { watchTree } from "../src/infra/checkpoints/watch-tree.ts";
import { createFiles } from "../src/infra/files/create-files.ts";
import { createVersions } from "../src/infra/files/versions.ts";
import { createProcesses } from "../src/infra/process/create-processes.ts";

const rounds = Number(process.argv[2] ?? 40);
const root = realpathSync(mkdtempSync(join(tmpdir(), "bench-checkpoints-")));
const signal = new AbortController().signal;
const maxBytes = 25 * 1024 * 1024;
let turns = 0;

interface Place {
  readonly files: Files;
  readonly processes: Processes;
}

/** The same folder, reached with notes taken and without. */
function places(name: string): { readonly noted: () => Place; readonly plain: Place } {
  const cwd = join(root, name);
  mkdirSync(cwd);
  const ledger = openLedger({ folder: join(root, `${name}-kept`), maxBytes });
  const watch = watchTree({ cwd, env: process.env, ledger: () => ledger, maxBytes, maxFiles: 20_000, maxMs: 10_000 });
  const onFailure = (message: string): void => console.error(message);
  const recorder = new Recorder({ ledger: () => ledger, hashOf, watch, now: () => Date.now(), onFailure });
  const versions = createVersions();
  const machine: Machine = {
    cwd,
    resolve: async (path) => ({ path, inside: true, shown: path }),
    files: (grants) => createFiles({ cwd, versions, grants, signal }),
    processes: () => createProcesses({ cwd, env: process.env, signal }),
  };
  const reached = (from: Machine): Place => ({ files: from.files({ read: [], write: [] }, signal), processes: from.processes(signal) });
  const [noted, plain] = [reached(recordingMachine(machine, recorder)), reached(machine)];
  return {
    plain,
    noted: () => {
      recorder.beginTurn(String(turns++));
      return noted;
    },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function row(title: string, name: string, prepare: (cwd: string) => void, work: (place: Place) => Promise<unknown>): Promise<void> {
  const { noted, plain } = places(name);
  prepare(join(root, name));
  const samples: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    samples[0].push(await timed(async () => work(noted())));
    samples[1].push(await timed(async () => work(plain)));
  }
  const [ours, without] = [median(samples[0]), median(samples[1])];
  console.log(`${title.padEnd(40)} ${ours.toFixed(2).padStart(8)} ${without.toFixed(2).padStart(8)} ${(ours - without).toFixed(2).padStart(8)}`);
}

/** So many lines, different each time. */
const text = (lines: number): Buffer => Buffer.from(`${turns}\n${"a line of a source file, as long as they are\n".repeat(lines)}`);

async function edited({ files }: Place, lines: number): Promise<void> {
  await files.read("file.ts");
  turns++;
  await files.write("file.ts", text(lines));
}

function folderOf(count: number): (cwd: string) => void {
  return (cwd) => {
    for (let file = 0; file < count; file++) {
      const folder = join(cwd, `folder-${file % Math.ceil(count / 25)}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `file-${file}.ts`), "x\n");
    }
  };
}

try {
  console.log(`${"change".padEnd(40)} ${"ms".padStart(8)} ${"without".padStart(8)} ${"added".padStart(8)}`);
  for (const lines of [200, 5000]) {
    const prepare = (cwd: string): void => writeFileSync(join(cwd, "file.ts"), text(lines));
    await row(`edit of a file of ${lines} lines, synced`, `edit-${lines}`, prepare, async (place) => edited(place, lines));
  }
  for (const count of [10, 1000, 10_000]) {
    await row(`command \`true\` among ${count} files`, `run-${count}`, folderOf(count), async ({ processes }) => processes.run({ command: "true" }));
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
