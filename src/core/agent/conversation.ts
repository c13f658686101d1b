import type { Message } from "@ainative-code/sdk";
import type { SessionStore } from "../sessions/store.ts";

export interface ConversationParts {
  readonly sessionId: string;
  /** Opens the store at the first call, gives the same one later. */
  readonly openStore: () => Promise<SessionStore>;
  /** Runs once, before the first message is written: creates the session or takes hold of it. */
  readonly prepare: (store: SessionStore) => Promise<void>;
  /** What the model has been told so far. */
  readonly history: readonly Message[];
}

/** The messages of one session in memory, and their way to disk in order. */
export class Conversation {
  readonly #parts: ConversationParts;
  #messages: Message[];
  readonly #unsaved: Message[] = [];
  #prepared = false;
  #intact = true;

  constructor(parts: ConversationParts) {
    this.#parts = parts;
    this.#messages = [...parts.history];
  }

  get sessionId(): string {
    return this.#parts.sessionId;
  }

  get messages(): readonly Message[] {
    return this.#messages;
  }

  /** Something was written to it by this process. */
  get prepared(): boolean {
    return this.#prepared;
  }

  /** False once the store has failed: then it is better left alone, for every further try may wait as long. */
  get intact(): boolean {
    return this.#intact;
  }

  /** Only in memory until `save`. */
  add(message: Message): void {
    this.#messages.push(message);
    this.#unsaved.push(message);
  }

  /** Writes what was added since and returns it, on disk now. Throws what the store throws; nothing is forgotten then. */
  async save(): Promise<readonly Message[]> {
    try {
      return await this.#save();
    } catch (thrown) {
      this.#intact = false;
      throw thrown;
    }
  }

  /**
   * Saves everything and then this message, which sums it up: from now on the conversation begins with it. What was said
   * before stays on disk.
   */
  async beginAnew(summary: Message): Promise<void> {
    await this.save();
    const store = await this.store();
    const { seq } = await store.append(this.sessionId, summary);
    await store.compactBefore(this.sessionId, seq);
    this.#messages = [summary];
  }

  /** Goes on with what is saved as its context: something was taken back, or came back. What was not saved is forgotten. */
  async reload(): Promise<void> {
    const store = await this.store();
    this.#messages = (await store.context(this.sessionId)).map(({ message }) => message);
    this.#unsaved.length = 0;
  }

  /** Goes on with these messages, for as long as this process has it; what was said stays on disk. */
  shorten(messages: readonly Message[]): void {
    this.#messages = [...messages];
  }

  async #save(): Promise<readonly Message[]> {
    const store = await this.store();
    const written: Message[] = [];
    for (let message = this.#unsaved[0]; message !== undefined; message = this.#unsaved[0]) {
      await store.append(this.sessionId, message);
      this.#unsaved.shift();
      written.push(message);
    }
    return written;
  }

  async store(): Promise<SessionStore> {
    const store = await this.#parts.openStore();
    if (!this.#prepared) {
      await this.#parts.prepare(store);
      this.#prepared = true;
    }
    return store;
  }
}
