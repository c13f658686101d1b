import type { Part } from "@ainative-code/sdk";
import type { AgentEvent } from "../../core/agent/agent-event.ts";
import type { ContextReport } from "../../core/context/context-report.ts";
import type { Compacted } from "../../core/agent/compact.ts";
import type { Rewinder } from "../../core/checkpoints/rewinder.ts";
import { withWindowHint } from "../../core/agent/window-hint.ts";
import { parseModelRef } from "../../core/providers/model-ref.ts";
import type { SpendTally } from "../../core/cost/spend-tally.ts";
import { openChat } from "../open-chat.ts";
import type { ChatChange } from "../chat-change.ts";
import type { Chat, Reach } from "../chat.ts";
import type { ChatOptions } from "../open-chat.ts";
import type { SessionChoice } from "../open-session.ts";
import type { Services } from "../services.ts";

/** One conversation after the other on one screen. */
export class LineChat {
  readonly #services: Services;
  #options: Omit<ChatOptions, "session">;
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
  get chat(): Pick<Chat, "sessionId" | "model" | "permissionMode" | "messages" | "tasks"> {
    return this.#chat;
  }

  get reach(): Reach {
    return this.#chat.reach;
  }

  /** What was spent since the program began. */
  get spent(): Pick<SpendTally, "total" | "models"> {
    return this.#services.spent;
  }

  /** What may be spent until the program ends, in US dollars. */
  get maxBudgetUsd(): number | undefined {
    return this.#options.maxBudgetUsd;
  }

  run(prompt: string, signal: AbortSignal, attachments: readonly Part[]): AsyncGenerator<AgentEvent, void> {
    return withWindowHint(this.#chat.run(prompt, signal, attachments), async () => this.#room());
  }

  /** Tokens. A hint is no reason to fail. */
  async #room(): Promise<number | undefined> {
    const catalogue = await this.#services.catalogue().catch(() => undefined);
    return catalogue?.find(parseModelRef(this.#chat.model))?.maxInput;
  }

  async change(change: ChatChange): Promise<void> {
    await this.#chat.change(change);
    this.#options = { ...this.#options, maxBudgetUsd: change.maxBudgetUsd ?? this.#options.maxBudgetUsd };
  }

  /** Goes back and forth in the conversation that is open. */
  async rewinder(): Promise<Rewinder> {
    return this.#chat.rewinder();
  }

  async compact(focus: string, signal: AbortSignal): Promise<Compacted> {
    return this.#chat.compact(focus, signal);
  }

  async context(signal: AbortSignal): Promise<ContextReport> {
    return this.#chat.context(signal);
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
}
