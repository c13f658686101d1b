import { isAinError, toAinError } from "@ainative-code/sdk";
import type { Message, ToolCallPart } from "@ainative-code/sdk";
import { callText } from "../../core/mcp/serve/call-text.ts";
import type { Gatekeeper } from "../../core/permissions/gatekeeper.ts";
import { newId } from "../../core/sessions/id.ts";
import type { SessionStore } from "../../core/sessions/store.ts";
import type { Executor } from "../../core/tools/executor.ts";
import type { Hiding } from "../../core/tools/hide-secrets.ts";
import { currentHolder, isAlive } from "../../infra/process/holder.ts";
import { openCheckpoints, type Checkpoints } from "../checkpoints.ts";
import { systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Services } from "../services.ts";

interface SessionParts {
  readonly services: Services;
  readonly config: Config;
  readonly hiding: Hiding;
  readonly onProblem: (message: string) => void;
}

/** What one client has done, as a session: each call that may change something is a message of its own, and can be undone. */
export interface ServedSession {
  readonly id: string;
  readonly checkpoints: Checkpoints;
  /** The same gate; what passes it and does not only read is kept before it runs. `clientOf` names who has called. */
  noting(gate: Pick<Gatekeeper, "permit">, clientOf: (signal: AbortSignal) => string): Pick<Gatekeeper, "permit">;
  /** The same executor; what was kept gets its result. */
  recording(executor: Pick<Executor, "execute">): Pick<Executor, "execute">;
  /** Never throws. */
  close(): Promise<void>;
}

/** Nothing is on disk before the first call that counts. Where nothing can be kept, that is told once, and calls run all the same. */
export function servedSession({ services, config, hiding, onProblem }: SessionParts): ServedSession {
  const id = newId();
  const holder = currentHolder();
  const checkpoints = openCheckpoints(services, { sessionId: id, config, onProblem });
  const running = new Set<string>();
  let made: Promise<SessionStore> | undefined;
  let isTold = false;
  const tell = (thrown: unknown): void => {
    if (!isTold) onProblem(`calls from now on are not kept, and may not be undone: ${toAinError(thrown).message}`);
    isTold = true;
  };

  async function create(client: string): Promise<SessionStore> {
    const store = await services.store();
    await store.create({ id, title: `Calls of ${client}`, cwd: services.environment.cwd, createdAt: now() });
    return store;
  }

  async function note(call: ToolCallPart, client: string): Promise<void> {
    const store = await (made ??= create(client));
    const isFirst = running.size === 0;
    running.add(call.id);
    // Held only while something runs: in between, another process may undo what was done.
    if (isFirst) await store.hold(id, holder, isAlive);
    const message: Message = { id: newId(), role: "user", createdAt: now(), parts: [{ type: "text", text: hiding.hide(callText(client, call)) }] };
    await store.append(id, message);
    checkpoints.begin(message.id);
  }

  async function ended(call: ToolCallPart, work: (store: SessionStore) => Promise<void>): Promise<void> {
    if (!running.has(call.id)) return;
    try {
      const store = await made;
      if (store !== undefined) await work(store);
    } catch (thrown) {
      tell(thrown);
    } finally {
      running.delete(call.id);
      if (running.size === 0) await (await made?.catch(() => undefined))?.release(id, holder).catch(() => undefined);
    }
  }

  return {
    id,
    checkpoints,
    noting: (gate, clientOf) => ({
      async permit(call, question, signal) {
        const permission = await gate.permit(call, question, signal);
        if (!permission.allowed || question.risk === "read") return permission;
        await note(call, clientOf(signal)).catch((thrown: unknown) => {
          // Somebody is undoing what was done here: what would be done meanwhile gets lost.
          if (isAinError(thrown) && thrown.code === "stale-state") throw thrown;
          tell(thrown);
        });
        return permission;
      },
    }),
    recording: (executor) => ({
      async execute(call, options) {
        const executed = await executor.execute(call, options);
        const { result, decidedBy, startedAt, durationMs } = executed;
        await ended(call, async (store) => store.recordTool(id, { call: executed.call, result, decidedBy, startedAt, durationMs }));
        return executed;
      },
    }),
    close: checkpoints.leaving(async () => {
      if (running.size > 0) await (await made?.catch(() => undefined))?.release(id, holder).catch(() => undefined);
    }),
  };
}

function now(): string {
  return new Date(systemClock.now()).toISOString();
}
