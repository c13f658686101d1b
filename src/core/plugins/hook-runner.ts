import type { Deny, HookEvents, HookHandlers, HookPoint, ProviderRequest, ToolCallPart } from "@ainative-code/sdk";
import { isRecord } from "../config/is-record.ts";
import type { PluginProblem } from "./contributions.ts";

/** One plugin's handler at one point. */
export interface TakenHook<P extends HookPoint = HookPoint> {
  readonly plugin: string;
  readonly point: P;
  readonly handler: HookHandlers[P];
}

export interface HookRunnerOptions {
  /** Milliseconds for one handler. */
  readonly timeLimitMs?: number;
  readonly onProblem: (problem: PluginProblem) => void;
  /** A handler goes on although nobody waits for it any more. */
  readonly onLate?: () => void;
}

export interface PluginDenial extends Deny {
  readonly plugin: string;
}

/** Long enough for a look-up on the net, short enough that a person does not think the program hangs. */
const defaultTimeLimitMs = 5000;

/** Milliseconds for a handler that only looks on, once the person has stopped the turn. */
const stoppedLimitMs = 250;

/** What one handler came to. */
type Ran = { readonly answer: unknown } | { readonly failure: string };

/**
 * Runs handlers one after the other in the order of plugin names, each with a copy of the event: only what it returns
 * counts. One that throws or exceeds the limit is told by name. Where handlers decide, that is a denial: a guard that
 * can't look lets nothing through. Where they look on, it is passed over.
 *
 * Nobody waits for a handler once `signal` aborts: where handlers decide, its reason is thrown; those that look on get a
 * moment more.
 */
export class HookRunner {
  readonly #hooks: readonly TakenHook[];
  readonly #options: HookRunnerOptions;

  constructor(hooks: readonly TakenHook[], options: HookRunnerOptions) {
    this.#hooks = hooks.toSorted((a, b) => (a.plugin < b.plugin ? -1 : a.plugin > b.plugin ? 1 : 0));
    this.#options = options;
  }

  /** Handlers that only look on. */
  async tell<P extends "session" | "response" | "tool:after" | "turn">(
    point: P,
    event: HookEvents[P],
    signal?: AbortSignal,
  ): Promise<void> {
    for (const hook of this.#at(point)) await this.#run(hook, event, signal, stoppedLimitMs);
  }

  async prompt(event: HookEvents["prompt"], signal?: AbortSignal): Promise<{ readonly text: string } | PluginDenial> {
    return this.#fold("prompt", event, signal, (seen, { text }) => (typeof text === "string" ? { ...seen, text } : undefined));
  }

  async request(event: HookEvents["request"]): Promise<{ readonly request: ProviderRequest } | PluginDenial> {
    return this.#fold("request", event, event.request.signal, (seen, { request }) =>
      isRequest(request) ? { ...seen, request: { ...request, signal: event.request.signal } } : undefined,
    );
  }

  async beforeTool(
    event: HookEvents["tool:before"],
    signal?: AbortSignal,
  ): Promise<{ readonly call: ToolCallPart } | PluginDenial> {
    return this.#fold("tool:before", event, signal, (seen, { input }) =>
      isRecord(input) ? { ...seen, call: { ...seen.call, input } } : undefined,
    );
  }

  /** The plugins that have a handler there, by name. */
  takersOf(point: HookPoint): readonly string[] {
    return [...new Set(this.#at(point).map(({ plugin }) => plugin))];
  }

  #at<P extends HookPoint>(point: P): readonly TakenHook<P>[] {
    return this.#hooks.filter((hook): hook is TakenHook<P> => hook.point === point);
  }

  /** Every handler runs, so that all see the event; the first denial wins over all changes. */
  async #fold<P extends "prompt" | "request" | "tool:before">(
    point: P,
    event: HookEvents[P],
    signal: AbortSignal | undefined,
    apply: (seen: HookEvents[P], change: Readonly<Record<string, unknown>>) => HookEvents[P] | undefined,
  ): Promise<HookEvents[P] | PluginDenial> {
    let seen = event;
    let denial: PluginDenial | undefined;
    for (const hook of this.#at(point)) {
      signal?.throwIfAborted();
      const ran = await this.#run(hook, seen, signal);
      signal?.throwIfAborted();
      if ("failure" in ran) denial ??= { deny: `could not decide: ${ran.failure}`, plugin: hook.plugin };
      if ("failure" in ran || ran.answer === undefined) continue;
      const { answer } = ran;
      const changed = isRecord(answer) && !("deny" in answer) ? apply(seen, answer) : undefined;
      // A guard that means no is heard, also where it says so badly.
      if (isDenial(answer)) denial ??= { deny: reasonOf(answer), plugin: hook.plugin };
      else if (changed !== undefined) seen = changed;
      else
        this.#options.onProblem({ plugin: hook.plugin, message: `its "${point}" hook returned what that point does not take` });
    }
    return denial ?? seen;
  }

  /** Once `signal` aborts it has `graceMs` left, and no one is told that it was slow. */
  async #run<P extends HookPoint>(hook: TakenHook<P>, event: HookEvents[P], signal?: AbortSignal, graceMs = 0): Promise<Ran> {
    const limit = this.#options.timeLimitMs ?? defaultTimeLimitMs;
    let timer: NodeJS.Timeout | undefined;
    let isStopped = false;
    let giveUp: (reason: Error) => void = () => undefined;
    const late = new Promise<never>((_, reject) => (giveUp = reject));
    const wait = (ms: number): void => {
      timer = setTimeout(() => {
        this.#options.onLate?.();
        giveUp(new Error(`took longer than ${ms} ms`));
      }, ms);
    };
    const stop = (): void => {
      clearTimeout(timer);
      isStopped = true;
      wait(Math.min(graceMs, limit));
    };
    if (signal?.aborted === true) stop();
    else wait(limit);
    signal?.addEventListener("abort", stop, { once: true });
    try {
      return { answer: copied<unknown>(await Promise.race([hook.handler(copied(event)), late])) };
    } catch (thrown) {
      if (isStopped) return { failure: "stopped" };
      const [failure = ""] = (thrown instanceof Error ? thrown.message : String(thrown)).split("\n", 1);
      this.#options.onProblem({ plugin: hook.plugin, message: `its "${hook.point}" hook failed: ${failure}` });
      return { failure };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
  }
}

/** A deep copy of an event or an answer. An abort signal can't be copied and is the same one. */
function copied<T>(value: T): T {
  if (!isRecord(value) || !isRecord(value["request"])) return structuredClone(value);
  const { signal, ...request } = value["request"];
  const copy = structuredClone({ ...value, request });
  return { ...copy, request: { ...copy.request, signal } };
}

function isDenial(answer: unknown): answer is Readonly<Record<"deny", unknown>> {
  return (
    isRecord(answer) && "deny" in answer && answer["deny"] !== false && answer["deny"] !== undefined && answer["deny"] !== null
  );
}

function reasonOf({ deny }: Readonly<Record<"deny", unknown>>): string {
  return typeof deny === "string" ? deny : "it gave no reason that can be read";
}

function isRequest(value: unknown): value is ProviderRequest {
  return (
    isRecord(value) && typeof value["model"] === "string" && Array.isArray(value["messages"]) && Array.isArray(value["tools"])
  );
}
