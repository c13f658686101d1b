import { addUsage } from "../../core/agent/total-usage.ts";
import type { AgentEvent } from "../../core/agent/agent-event.ts";
import type { Compacted } from "../../core/agent/compact.ts";
import type { AssistantMessage, Part, Usage } from "@ainative-code/sdk";
import { formatModelRef } from "../../core/providers/model-ref.ts";
import { openChat } from "../open-chat.ts";
import type { Chat, ChatChange, ChatOptions, Reach } from "../open-chat.ts";
import type { SessionChoice } from "../open-session.ts";
import type { Services } from "../services.ts";

/** What one model was asked and has answered since the program began. */
export interface Spent {
  readonly model: string;
  readonly usage: Usage | undefined;
  /** US dollars, as far as they are known. */
  readonly usd: number | undefined;
}

/** One conversation after the other on one screen. */
export class LineChat {
  readonly #services: Services;
  readonly #options: Omit<ChatOptions, "session">;
  readonly #spent = new Map<string, Spent>();
  #chat: Chat;

  private constructor(services: Services, options: Omit<ChatOptions, "session">, chat: Chat) {
    this.#services = services;
    this.#options = options;
    this.#chat = chat;
  }

  static async open(services: Services, options: ChatOptions): Promise<LineChat> {
    return new LineChat(services, options, await openChat(services, options));
  }

  /** The conversation that is open. */
  get chat(): Pick<Chat, "sessionId" | "model" | "permissionMode" | "messages"> {
    return this.#chat;
  }

  get reach(): Reach {
    return this.#chat.reach;
  }

  get spent(): readonly Spent[] {
    return [...this.#spent.values()];
  }

  async *run(prompt: string, signal: AbortSignal, attachments: readonly Part[]): AsyncGenerator<AgentEvent, void> {
    for await (const event of this.#chat.run(prompt, signal, attachments)) {
      if (event.type === "message" && event.message.role === "assistant") this.#spendOn(event.message);
      yield event;
    }
  }

  async change(change: ChatChange): Promise<void> {
    await this.#chat.change(change);
  }

  async compact(focus: string, signal: AbortSignal): Promise<Compacted> {
    const { model } = this.#chat;
    const compacted = await this.#chat.compact(focus, signal);
    this.#spend(model, compacted.usage, undefined);
    return compacted;
  }

  /** Leaves the conversation for another one. Throws `AinError`; then it stays. */
  async begin(session: SessionChoice): Promise<void> {
    // A new conversation goes on with the model that was chosen; an old one has its own.
    const model = session.kind === "new" ? this.#chat.model : undefined;
    const next = await openChat(this.#services, { ...this.#options, model, permissionMode: this.#chat.permissionMode, session });
    await this.#chat.leave();
    this.#chat = next;
  }

  async close(): Promise<void> {
    await this.#chat.close();
  }

  /** Not always the model that was chosen: another one may have answered. */
  #spendOn({ origin, usage, cost, cached }: AssistantMessage): void {
    if (cached !== true) this.#spend(formatModelRef(origin), usage, cost?.usd);
  }

  #spend(model: string, usage: Usage | undefined, usd: number | undefined): void {
    const before = this.#spent.get(model);
    const known = before?.usd === undefined && usd === undefined ? undefined : (before?.usd ?? 0) + (usd ?? 0);
    this.#spent.set(model, { model, usage: addUsage(before?.usage, usage), usd: known });
  }
}
