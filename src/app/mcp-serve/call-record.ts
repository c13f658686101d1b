import { toAinError } from "@ainative-code/sdk";
import type { Message, ToolCallPart } from "@ainative-code/sdk";
import { callText } from "../../core/mcp/serve/call-text.ts";
import { newId } from "../../core/sessions/id.ts";
import type { SessionStore } from "../../core/sessions/store.ts";
import type { Hiding } from "../../core/tools/hide-secrets.ts";
import { currentHolder, isAlive } from "../../infra/process/holder.ts";
import { systemClock } from "../clock.ts";
import type { Services } from "../services.ts";

interface RecordParts {
  readonly services: Services;
  /** Of the session. */
  readonly id: string;
  readonly hiding: Hiding;
  /** Hears the id of each message before its call runs. */
  readonly onMessage: (id: string) => void;
  readonly onProblem: (message: string) => void;
}

/** Keeps the calls of one client as messages of a session. Nothing is on disk before the first. */
export class CallRecord {
  readonly #parts: RecordParts;
  readonly #holder = currentHolder();
  readonly #running = new Set<string>();
  #made: Promise<SessionStore> | undefined;
  #isTold = false;

  constructor(parts: RecordParts) {
    this.#parts = parts;
  }

  /** A call is about to run. Throws `stale-state` where another process is undoing what was done, and `storage`. */
  async note(call: ToolCallPart, client: string): Promise<void> {
    const { id, hiding, onMessage } = this.#parts;
    const store = await (this.#made ??= this.#create(client));
    const isFirst = this.#running.size === 0;
    this.#running.add(call.id);
    // Held only while something runs: in between, another process may undo what was done.
    if (isFirst) await store.hold(id, this.#holder, isAlive);
    const message: Message = {
      id: newId(),
      role: "user",
      createdAt: now(),
      parts: [{ type: "text", text: hiding.hide(callText(client, call)) }],
    };
    await store.append(id, message);
    onMessage(message.id);
  }

  /** A call has ended; `work` keeps what came of it, where it was noted. Never throws. */
  async ended(call: ToolCallPart, work: (store: SessionStore) => Promise<void>): Promise<void> {
    if (!this.#running.has(call.id)) return;
    try {
      const store = await this.#made;
      if (store !== undefined) await work(store);
    } catch (thrown) {
      this.tell(thrown);
    } finally {
      this.#running.delete(call.id);
      if (this.#running.size === 0) await this.#release();
    }
  }

  /** Says, once, that nothing is kept. */
  tell(thrown: unknown): void {
    if (!this.#isTold) {
      this.#parts.onProblem(`calls from now on are not kept, and may not be undone: ${toAinError(thrown).message}`);
    }
    this.#isTold = true;
  }

  /** Never throws. */
  async close(): Promise<void> {
    if (this.#running.size > 0) await this.#release();
  }

  async #create(client: string): Promise<SessionStore> {
    const { services, id } = this.#parts;
    const store = await services.store();
    await store.create({ id, title: `Calls of ${client}`, cwd: services.environment.cwd, createdAt: now() });
    return store;
  }

  async #release(): Promise<void> {
    const store = await this.#made?.catch(() => undefined);
    await store?.release(this.#parts.id, this.#holder).catch(() => undefined);
  }
}

function now(): string {
  return new Date(systemClock.now()).toISOString();
}
