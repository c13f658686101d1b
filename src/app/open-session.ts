import { AinError } from "@ainative-code/sdk";
import type { Message } from "@ainative-code/sdk";
import type { Clock } from "../core/clock.ts";
import { newId } from "../core/sessions/id.ts";
import { resumeRepair } from "../core/sessions/resume-repair.ts";
import type { Session, SessionStore } from "../core/sessions/store.ts";
import { titleOf } from "../core/sessions/title.ts";
import { currentHolder, isAlive } from "../infra/process/holder.ts";
import type { Services } from "./services.ts";
import { unfinishedTasks } from "./unfinished-tasks.ts";

/** Which conversation: a new one, the last one of this folder, or one by id. */
export type SessionChoice =
  | { readonly kind: "new" }
  | { readonly kind: "latest" }
  | { readonly kind: "by-id"; readonly id: string };

export interface OpenedSession {
  readonly id: string;
  readonly resumed: boolean;
  /** The model of its last answer. */
  readonly model: string | undefined;
  readonly history: readonly Message[];
  /** To run before its first message is written; a new session is named after this prompt. */
  prepare(store: SessionStore, prompt: string): Promise<void>;
  /** Lets other processes have it. */
  release(): Promise<void>;
}

/**
 * Opens a conversation. A new one touches no disk yet. An old one is held for this process (`stale-state` where another
 * one has it) and its history repaired where a turn was cut.
 */
export async function openSession(services: Services, choice: SessionChoice, clock: Clock): Promise<OpenedSession> {
  if (choice.kind === "new") return newSession(services, clock);
  const store = await services.store();
  const session = await (choice.kind === "latest" ? latestTalk(store, services.environment.cwd) : byId(store, choice.id));
  const holder = currentHolder();
  await store.hold(session.id, holder, isAlive);
  try {
    const stored = await store.context(session.id);
    const told = await unfinishedTasks(store, session.id);
    const repairs = resumeRepair(stored.map(({ message }) => message), { id: newId, now: () => clock.now(), told });
    for (const message of repairs) await store.append(session.id, message);
    return {
      id: session.id,
      resumed: true,
      model: session.model,
      history: [...stored.map(({ message }) => message), ...repairs],
      prepare: async () => undefined,
      release: async () => {
        await store.release(session.id, holder);
      },
    };
  } catch (thrown) {
    await store.release(session.id, holder);
    throw thrown;
  }
}

function newSession(services: Services, clock: Clock): OpenedSession {
  const id = newId();
  const holder = currentHolder();
  let held = false;
  return {
    id,
    resumed: false,
    model: undefined,
    history: [],
    async prepare(store, prompt) {
      const createdAt = new Date(clock.now()).toISOString();
      await store.create({ id, title: titleOf(prompt), cwd: services.environment.cwd, createdAt });
      await store.hold(id, holder, isAlive);
      held = true;
    },
    async release() {
      if (held) await (await services.store()).release(id, holder);
    },
  };
}

/** Throws `invalid-input` where there is none. */
export async function chosenSession(
  store: SessionStore,
  choice: Exclude<SessionChoice, { kind: "new" }>,
  cwd: string,
): Promise<Session> {
  return choice.kind === "latest" ? latest(store, cwd) : byId(store, choice.id);
}

/** Calls of other programs are sessions too, to be looked at and undone; no model has a part in them. */
async function latestTalk(store: SessionStore, cwd: string): Promise<Session> {
  const sessions = await store.list({ limit: 200, cwd });
  return sessions.find(({ model }) => model !== undefined) ?? latest(store, cwd);
}

async function latest(store: SessionStore, cwd: string): Promise<Session> {
  const [session] = await store.list({ limit: 1, cwd });
  if (session !== undefined) return session;
  throw new AinError("invalid-input", "There is no session in this folder to go on with.", {
    actions: ["See all sessions: ainative-code session list --all", "Begin a new one: ainative-code chat"],
  });
}

async function byId(store: SessionStore, id: string): Promise<Session> {
  const session = await store.find(id);
  if (session !== undefined) return session;
  throw new AinError("invalid-input", `There is no session "${id}".`, {
    actions: ["See all sessions: ainative-code session list --all"],
  });
}
