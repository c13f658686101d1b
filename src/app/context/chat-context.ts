import { AinError } from "@ainative-code/sdk";
import type { ProviderRequest } from "@ainative-code/sdk";
import { planTool } from "../../core/agent/plan-tool.ts";
import { CacheWatch } from "../../core/context/cache-watch.ts";
import { contextReport } from "../../core/context/context-report.ts";
import type { ContextReport } from "../../core/context/context-report.ts";
import { formatModelRef } from "../../core/providers/model-ref.ts";
import type { ModelRef } from "../../core/providers/model-ref.ts";
import type { SystemPart } from "../../core/agent/system-prompt.ts";
import { systemClock } from "../clock.ts";
import type { Registries } from "../registries.ts";
import type { Services } from "../services.ts";
import { within } from "../within.ts";

/** How long a vendor may take to count. Milliseconds. */
const countLimitMs = 5000;

interface ContextParts {
  readonly services: Services;
  readonly registries: Registries;
  readonly now: () => { readonly turn: { readonly model: ModelRef }; readonly system: readonly SystemPart[] };
  readonly request: () => Pick<ProviderRequest, "system" | "tools" | "messages">;
}

/** What fills the window of a conversation, and who broke its prompt cache. */
export class ChatContext {
  readonly watch: CacheWatch;
  readonly #parts: ContextParts;

  constructor(parts: ContextParts) {
    this.#parts = parts;
    const { registries, now } = parts;
    this.watch = new CacheWatch(
      () => ({
        pluginOf: (tool) => this.#pluginOf(tool),
        blockOf: (text) => now().system.find((part) => part.text === text)?.name,
        changers: registries.hooks.takersOf("request"),
      }),
      () => systemClock.now(),
    );
  }

  async report(signal: AbortSignal): Promise<ContextReport> {
    const { services, now, request } = this.#parts;
    const { turn, system } = now();
    const entry = (await services.catalogue().catch(() => undefined))?.find(turn.model);
    return contextReport({
      model: formatModelRef(turn.model),
      room: entry?.maxInput ?? entry?.window,
      system,
      request: request(),
      pluginOf: (tool) => this.#pluginOf(tool),
      counted: await this.#counted(signal),
      usage: this.watch.usage,
      loss: this.watch.loss,
      now: systemClock.now(),
    });
  }

  #pluginOf(tool: string): string | undefined {
    if (tool === planTool.name) return "ainative-code";
    return this.#parts.registries.tools.list().find(({ id }) => id === tool)?.plugin;
  }

  /** A count is a comfort: where there is none, for whatever reason, it is estimated. */
  async #counted(signal: AbortSignal): Promise<number | undefined> {
    const { registries, now, request } = this.#parts;
    const { model } = now().turn;
    const { system, tools, messages } = request();
    if (messages.length === 0) return undefined;
    try {
      const { provider, host } = await registries.providers.load(model.provider);
      const inTime = AbortSignal.any([signal, AbortSignal.timeout(countLimitMs)]);
      const count = provider.countTokens?.({ model: model.model, system, tools, messages, signal: inTime }, host);
      return count === undefined ? undefined : await within(countLimitMs, count);
    } catch {
      if (signal.aborted) throw new AinError("cancelled", "Cancelled.");
      return undefined;
    }
  }
}
