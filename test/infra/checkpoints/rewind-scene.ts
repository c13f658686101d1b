import type { Files } from "@ainative-code/sdk";
import { mkdirSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Recorder } from "../../../src/core/checkpoints/recorder.ts";
import { recordingMachine } from "../../../src/core/checkpoints/recording-machine.ts";
import { Rewinder } from "../../../src/core/checkpoints/rewinder.ts";
import type { Ledger } from "../../../src/core/checkpoints/ledger.ts";
import { newId } from "../../../src/core/sessions/id.ts";
import type { SessionStore } from "../../../src/core/sessions/store.ts";
import type { Machine } from "../../../src/core/tools/executor.ts";
import { hashOf } from "../../../src/infra/checkpoints/blob-store.ts";
import { openLedger } from "../../../src/infra/checkpoints/open-ledger.ts";
import { watchTree } from "../../../src/infra/checkpoints/watch-tree.ts";
import { createFiles } from "../../../src/infra/files/create-files.ts";
import { createVersions } from "../../../src/infra/files/versions.ts";
import { createProcesses } from "../../../src/infra/process/create-processes.ts";
import { openSessionStore } from "../../../src/infra/sqlite/open-session-store.ts";

/** A session with a folder in which tools write, and what takes it back. */
export interface RewindScene extends AsyncDisposable {
  readonly cwd: string;
  readonly data: string;
  readonly store: SessionStore;
  readonly ledger: Ledger;
  readonly recorder: Recorder;
  readonly files: Files;
  /** What a tool runs. */
  run(command: string): Promise<void>;
  readonly problems: string[];
  /** Opened anew, as by another process. */
  rewinder(): Rewinder;
  /** One prompt, what tools do for it, and an answer; gives the prompt's id. */
  turn(text: string, work?: () => Promise<unknown>): Promise<string>;
  /** What the model would be sent. */
  told(): Promise<readonly string[]>;
}

export async function rewindScene({ maxBytes = 1024 * 1024, maxFiles = 1000 }: { readonly maxBytes?: number; readonly maxFiles?: number } = {}): Promise<RewindScene> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "rewind-")));
  const [cwd, data] = [join(root, "project"), join(root, "data")];
  mkdirSync(cwd);
  const store = await openSessionStore({ file: join(data, "sessions.db"), driver: "node-sqlite" });
  await store.create({ id: "session", title: "t", cwd, createdAt: new Date(0).toISOString() });
  const open = (): Ledger => openLedger({ folder: join(data, "checkpoints/session"), maxBytes });
  const ledger = open();
  const problems: string[] = [];
  const watch = watchTree({ cwd, env: process.env, ledger: () => ledger, maxBytes, maxFiles, maxMs: 5000 });
  const recorder = new Recorder({ ledger: () => ledger, hashOf, watch, now: () => Date.now(), onFailure: (message) => problems.push(message) });
  const signal = new AbortController().signal;
  const versions = createVersions();
  const machine: Machine = {
    cwd,
    resolve: async (path) => ({ path, inside: true, shown: path }),
    files: (grants) => createFiles({ cwd, versions, grants, signal }),
    processes: () => createProcesses({ cwd, env: process.env, signal }),
  };
  const say = async (role: "user" | "assistant", text: string): Promise<string> => {
    const id = newId();
    const native = role === "user" ? {} : { stop: { reason: "end" }, origin: { provider: "p", api: "a", model: "m" } };
    await store.append("session", { id, role, createdAt: new Date().toISOString(), parts: [{ type: "text", text }], ...native } as never);
    return id;
  };
  const recording = recordingMachine(machine, recorder);
  return {
    cwd,
    data,
    store,
    ledger,
    recorder,
    files: recording.files({ read: [], write: [] }, signal),
    run: async (command) => void (await recording.processes(signal).run({ command })),
    problems,
    rewinder: () => new Rewinder({ sessionId: "session", ledger: open(), store, now: () => Date.now(), newId }),
    async turn(text, work) {
      const id = await say("user", text);
      recorder.beginTurn(id);
      await work?.();
      await say("assistant", `answer to ${text}`);
      return id;
    },
    async told() {
      return (await store.context("session")).flatMap(({ message }) => message.parts.flatMap((part) => (part.type === "text" ? [part.text] : [])));
    },
    async [Symbol.asyncDispose]() {
      await store.close();
    },
  };
}

/** Everything, whoever changed it. */
export async function back(scene: RewindScene, id: string, overwrite: readonly string[] = []): Promise<Awaited<ReturnType<Rewinder["go"]>>> {
  const rewinder = scene.rewinder();
  return rewinder.go(await rewinder.back(id), { files: true, chat: true, overwrite: new Set(overwrite) });
}

export async function forth(scene: RewindScene): Promise<Awaited<ReturnType<Rewinder["go"]>>> {
  const rewinder = scene.rewinder();
  return rewinder.go(await rewinder.forth(), { files: true, chat: true, overwrite: new Set() });
}
