import { AinError, toAinError } from "@ainative-code/sdk";
import type { AgentEvent } from "../core/agent/agent-event.ts";
import type { Conversation } from "../core/agent/conversation.ts";
import type { Ledger } from "../core/checkpoints/ledger.ts";
import { Recorder } from "../core/checkpoints/recorder.ts";
import type { UndoCall } from "../core/checkpoints/ledger-entry.ts";
import { recordingExecutor } from "../core/checkpoints/recording-executor.ts";
import type { ToolTraits } from "../core/checkpoints/recording-executor.ts";
import { recordingMachine } from "../core/checkpoints/recording-machine.ts";
import { Rewinder } from "../core/checkpoints/rewinder.ts";
import { newId } from "../core/sessions/id.ts";
import type { Machine } from "../core/tools/executor.ts";
import type { ToolRegistry } from "../core/tools/tool-registry.ts";
import { hashOf } from "../infra/checkpoints/blob-store.ts";
import { openLedger } from "../infra/checkpoints/open-ledger.ts";
import { watchTree } from "../infra/checkpoints/watch-tree.ts";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { keepsNothing } from "./ephemeral.ts";
import { undoByPlugin } from "./undo-by-plugin.ts";
import type { ToolStep } from "./tool-step.ts";
import { pruneOld } from "./checkpoints-prune.ts";
import type { Services } from "./services.ts";

/** What a conversation needs so that it can be taken back. */
export interface Checkpoints {
  /** The same machine, with note taken of what tools do to files. */
  recording(machine: Machine): Machine;
  /** The same way to run tools, with note taken of those that do not tell what they touch. */
  executing(step: ToolStep, tools: ToolRegistry): ToolStep;
  /** What follows belongs to this message of the user. */
  begin(messageId: string): void;
  /** The same events: they tell which prompt the changes belong to. */
  watched(events: AsyncGenerator<AgentEvent, void>): AsyncGenerator<AgentEvent, void>;
  /** The same way to leave the session; where copies were made, old ones of other sessions go then. */
  leaving(leave: () => Promise<void>): () => Promise<void>;
}

interface CheckpointOptions {
  readonly sessionId: string;
  readonly config: Config;
  readonly onProblem: (message: string) => void;
}

export function openCheckpoints(services: Services, { sessionId, config, onProblem }: CheckpointOptions): Checkpoints {
  if (keepsNothing(services) || !config.core.checkpoints.enabled) return none;
  let ledger: Ledger | undefined;
  const opened = (): Ledger => (ledger ??= ledgerOf(services, config, sessionId));
  const recorder = new Recorder({
    ledger: opened,
    watch: watchTree({
      cwd: services.environment.cwd,
      env: services.environment.env,
      ledger: opened,
      maxBytes: maxBytesOf(config),
      ...scanLimits,
    }),
    hashOf,
    now: () => systemClock.now(),
    onFailure: onProblem,
  });
  return {
    recording: (machine) => recordingMachine(machine, recorder),
    executing: (step, tools) => ({
      ...step,
      executor: recordingExecutor(step.executor, recorder, async (name) => traitsOf(tools, name)),
    }),
    begin: (messageId) => recorder.beginTurn(messageId),
    watched: (events) => watched(events, recorder),
    leaving: (leave) => async () => {
      await leave();
      if (ledger !== undefined) await pruneOld(services, config, sessionId);
    },
  };
}

const none: Checkpoints = {
  recording: (machine) => machine,
  executing: (step) => step,
  begin: () => undefined,
  watched: (events) => events,
  leaving: (leave) => leave,
};

async function traitsOf(tools: ToolRegistry, name: string): Promise<ToolTraits | undefined> {
  const loaded = await tools.load(name);
  if (loaded === undefined) return undefined;
  const { tool, plugin } = loaded;
  const module = tools.list().find(({ id }) => id === name)?.undo;
  return {
    isSeen: tool.risk === "read" || tool.access !== undefined,
    ...(module === undefined ? {} : { undo: { plugin, module } }),
  };
}

/** The first message of the user is the prompt; what is added to it later belongs to the same turn. */
async function* watched(events: AsyncGenerator<AgentEvent, void>, recorder: Recorder): AsyncGenerator<AgentEvent, void> {
  let begun = false;
  for await (const event of events) {
    if (!begun && event.type === "message" && event.message.role === "user") {
      recorder.beginTurn(event.message.id);
      begun = true;
    }
    yield event;
  }
}

/** Goes back and forth in a session that this process holds. Throws `invalid-input` where nothing of the run is kept. */
export async function openRewinder(services: Services, sessionId: string): Promise<Rewinder> {
  if (keepsNothing(services)) {
    throw new AinError("invalid-input", "With --no-session nothing is kept, so there is nothing to go back to.", {
      actions: ["Begin without --no-session"],
    });
  }
  const ledger = ledgerOf(services, await services.config(), sessionId);
  const undoCall = async (call: UndoCall): Promise<string> => undoByPlugin(services, call);
  return new Rewinder({ sessionId, ledger, store: await services.store(), now: () => systemClock.now(), newId, undoCall });
}

/** The same for a conversation that is open, which goes on with what is left of it; `reloaded` is called then. */
export async function rewinderOf(
  services: Services,
  conversation: Conversation,
  reloaded: () => void = () => undefined,
): Promise<Rewinder> {
  const rewinder = await openRewinder(services, conversation.sessionId);
  rewinder.onChat(async () => conversation.reload().then(reloaded));
  return rewinder;
}

/** Ends an undo that a crash has broken off, before anything is said. */
export async function endBrokenOff(
  services: Services,
  conversation: Conversation,
  tell: (message: string) => void,
): Promise<void> {
  if (keepsNothing(services)) return;
  try {
    const resumed = await (await rewinderOf(services, conversation)).resume();
    if (resumed !== undefined) {
      tell(`have ended the ${resumed.move.what} of "${resumed.move.to.slice(0, 60)}", which was broken off`);
    }
    for (const { path, why } of resumed?.left ?? []) tell(`have left ${path} alone: ${why}`);
  } catch (thrown) {
    tell(`can't end what was broken off: ${toAinError(thrown).message}`);
  }
}

function ledgerOf({ folders }: Services, config: Config, sessionId: string): Ledger {
  return openLedger({ folder: `${folders.data}/checkpoints/${sessionId}`, maxBytes: maxBytesOf(config) });
}

function maxBytesOf({ core }: Config): number {
  return core.checkpoints.maxFileMb * 1024 * 1024;
}

/** A command waits no longer than that before it runs. 1,000 files take 16 ms. */
const scanLimits = { maxFiles: 20_000, maxMs: 60 };
