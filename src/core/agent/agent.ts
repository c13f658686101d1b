import { AinError, toAinError } from "@ainative-code/sdk";
import type { AssistantMessage, Cost, Effort, Part, ProviderRequest, TextPart, ToolCallPart, ToolDeclaration } from "@ainative-code/sdk";
import type { Spending } from "../budget/spending.ts";
import type { Clock } from "../clock.ts";
import { cancelGraceMs, Patience } from "../patience.ts";
import type { HookRunner } from "../plugins/hook-runner.ts";
import { AnswerBuilder } from "../providers/answer-builder.ts";
import { formatModelRef } from "../providers/model-ref.ts";
import type { ModelRef } from "../providers/model-ref.ts";
import type { ModelStream } from "../providers/model-stream.ts";
import { resumeRepair } from "../sessions/resume-repair.ts";
import { callsOf, textOf } from "./answer-parts.ts";
import { cancelled, deniedBy } from "./broken-off.ts";
import type { AgentEvent, Outcome, SessionEvent } from "./agent-event.ts";
import type { Conversation } from "./conversation.ts";
import type { LateRules } from "../context/late-rules.ts";
import { isOverflow, type Compaction } from "./compaction.ts";
import { judgedOutcome, type ExpectedOutput } from "./expected-output.ts";
import { refusedCalls, unaskedIn, type Advice } from "./refused-calls.ts";
import { failureOfStop, goingOn, noticeOfAnswer } from "./stop-outcome.ts";
import { runCalls } from "./tool-step.ts";
import type { ToolStepOptions } from "./tool-step.ts";
import { newTally, newWarnings, spentIn, type Tally } from "./tally.ts";
import { told } from "./told.ts";
import { addUsage } from "./total-usage.ts";

export interface AgentParts {
  readonly conversation: Conversation;
  readonly resumed: boolean;
  readonly cwd: string;
  readonly permissionMode: string;
  readonly model: ModelRef;
  readonly stream: ModelStream;
  /** Resolves once a request that was just begun is on its way: heavy work waits for it. */
  readonly dispatched: () => Promise<void>;
  readonly system: readonly string[];
  readonly tools: readonly ToolDeclaration[];
  readonly toolStep: Pick<ToolStepOptions, "executor" | "isRead">;
  /** Rules that the calls of a step have made known. */
  readonly late?: Pick<LateRules, "take">;
  /** Makes room where the conversation fills the model's window. */
  readonly compaction?: Compaction | undefined;
  readonly hooks: HookRunner;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Requests to the model for one prompt. */
  readonly maxTurns: number;
  readonly maxOutputTokens: number | undefined;
  /** How hard the model thinks; its own way where it is not set. */
  readonly effort?: Effort | undefined;
  /** The form the final answer has to have. */
  readonly output?: ExpectedOutput | undefined;
  /** The provider goes on although the user has cancelled and nobody waits for it any more. */
  readonly onLate?: () => void;
  /** Who counts the money; without it nothing is known of costs. */
  readonly spending?: Pick<Spending, "beginTurn" | "costOf" | "takeNotices" | "turn">;
  /** For the advice that a refused call gets. */
  readonly advice?: Advice;
}

/** What may become another between two runs. */
export type AgentChange = Partial<Pick<AgentParts, "model" | "stream" | "system" | "permissionMode" | "maxTurns" | "maxOutputTokens" | "effort">>;

type Prompt = readonly [TextPart, ...Part[]];
type Step = { readonly outcome: Outcome } | { readonly calls: readonly ToolCallPart[] };

/**
 * The turn loop: a prompt in, events out, by the law of `AgentEvent`. Every finished message is on disk before the
 * next request is made, and nothing of an answer is told before the prompt it answers is on disk. It never throws;
 * one `result` ends it. Many runs, one at a time: each goes on with the same conversation, also where the one before broke off.
 */
export class Agent {
  #parts: AgentParts;
  #begun = false;
  /** Of the last run: after one that was stopped nobody wants to wait for plugins. */
  #last: AbortSignal | undefined;

  constructor(parts: AgentParts) {
    this.#parts = parts;
  }

  /** For the next run. */
  use(change: AgentChange): void {
    this.#parts = { ...this.#parts, ...change };
  }

  /** Tells plugins that no run follows. */
  async end(): Promise<void> {
    const { hooks, conversation, cwd } = this.#parts;
    if (this.#begun) await hooks.tell("session", { sessionId: conversation.sessionId, cwd, reason: "end" }, this.#last);
  }

  /** `attachments` are sent with the prompt: the text of files, images. */
  async *run(prompt: string, signal: AbortSignal, attachments: readonly Part[] = []): AsyncGenerator<AgentEvent, void> {
    const tally = newTally(this.#parts.clock.now());
    this.#last = signal;
    this.#parts.spending?.beginTurn();
    const outcome = yield* this.#guarded([{ type: "text", text: prompt }, ...attachments], signal, tally);
    yield {
      type: "result",
      outcome,
      sessionId: this.#parts.conversation.sessionId,
      text: tally.text,
      ...(tally.structured === undefined ? {} : { structured: tally.structured }),
      steps: tally.steps,
      usage: tally.usage,
      ...spentIn(this.#parts.spending),
      durationMs: this.#parts.clock.now() - tally.startedAt,
    };
  }

  async *#guarded(prompt: Prompt, signal: AbortSignal, tally: Tally): AsyncGenerator<AgentEvent, Outcome> {
    const { hooks, conversation, cwd, resumed } = this.#parts;
    const { sessionId } = conversation;
    try {
      yield this.#sessionEvent();
      if (!this.#begun) await hooks.tell("session", { sessionId, cwd, reason: resumed ? "resume" : "start" }, signal);
      this.#begun = true;
      return yield* this.#turn(prompt, signal, tally);
    } catch (thrown) {
      const error = toAinError(thrown);
      // What could not be saved is told even then: the person who left believes it is.
      return { kind: "failed", error: signal.aborted && error.code !== "storage" ? cancelled(signal) : error };
    }
  }

  #sessionEvent(): SessionEvent {
    const { conversation, resumed, cwd, model, permissionMode, tools } = this.#parts;
    const names = tools.map((tool) => tool.name);
    return { type: "session", sessionId: conversation.sessionId, resumed, cwd, model: formatModelRef(model), permissionMode, tools: names };
  }

  async *#turn([prompt, ...attachments]: Prompt, signal: AbortSignal, tally: Tally): AsyncGenerator<AgentEvent, Outcome> {
    const { hooks, conversation, maxTurns } = this.#parts;
    const hooked = await hooks.prompt({ sessionId: conversation.sessionId, text: prompt.text }, signal);
    if ("deny" in hooked) return { kind: "failed", error: deniedBy(hooked.plugin, "prompt", hooked.deny) };
    this.#repair();
    const { compaction } = this.#parts;
    if (compaction !== undefined) yield* compaction.beforePrompt([prompt, ...attachments], signal);
    this.#add("user", [{ ...prompt, text: hooked.text }, ...attachments]);
    for (;;) {
      if (tally.steps >= maxTurns) return { kind: "turn-limit", limit: maxTurns };
      tally.steps += 1;
      const step = yield* this.#step(signal, tally);
      if ("outcome" in step) {
        if (compaction !== undefined && isOverflow(step.outcome) && (yield* compaction.afterOverflow(signal))) continue;
        const judged = judgedOutcome(step.outcome, this.#parts.output, tally);
        if ("kind" in judged) return judged;
        this.#add("user", [judged.again]);
        continue;
      }
      yield* this.#execute(step.calls, signal, tally);
      const rules = this.#parts.late?.take() ?? [];
      if (rules.length > 0) this.#add("user", rules);
      if (signal.aborted) return { kind: "failed", error: cancelled(signal) };
    }
  }

  /** One request and its answer. */
  async *#step(signal: AbortSignal, tally: Tally): AsyncGenerator<AgentEvent, Step> {
    const { hooks, conversation, newId } = this.#parts;
    const builder = yield* this.#answer(signal);
    if (builder instanceof AinError) return { outcome: { kind: "failed", error: builder } };
    const message = withCost(builder.message(newId()), this.#parts.spending?.costOf(builder.usage));
    tally.usage = addUsage(tally.usage, builder.usage);
    tally.text = textOf(message) || tally.text;
    if (message.parts.length > 0) {
      conversation.add(message);
      yield* this.#save();
    }
    await hooks.tell("response", { sessionId: conversation.sessionId, message }, signal);
    yield* newWarnings(message, tally);
    for (const text of this.#parts.spending?.takeNotices() ?? []) yield { type: "notice", level: "warning", text };
    const error = builder.error ?? failureOfStop(message.stop);
    if (error !== undefined) {
      // Nobody was asked.
      if (error.code === "budget") tally.steps -= 1;
      yield* this.#leaveCalls(message);
      return { outcome: { kind: "failed", error: signal.aborted ? cancelled(signal) : goingOn(error, message) } };
    }
    const notice = noticeOfAnswer(message);
    if (notice !== undefined) yield { type: "notice", level: "warning", text: notice };
    if (message.stop.reason === "pause") return { calls: [] };
    const calls = callsOf(message);
    if (message.stop.reason === "tool-calls" && calls.length > 0) return { calls };
    yield* this.#leaveCalls(message);
    await hooks.tell("turn", { sessionId: conversation.sessionId, stop: message.stop, usage: tally.usage }, signal);
    return { outcome: ending(tally, this.#parts) };
  }

  /** Streams one answer; an `AinError` where a plugin refused the request. */
  async *#answer(signal: AbortSignal): AsyncGenerator<AgentEvent, AnswerBuilder | AinError> {
    const { hooks, conversation, clock, model, stream, dispatched, onLate } = this.#parts;
    const ended = new AbortController();
    const hooked = await hooks.request({
      sessionId: conversation.sessionId,
      provider: model.provider,
      request: this.#request(AbortSignal.any([signal, ended.signal])),
    });
    if ("deny" in hooked) {
      yield* this.#save();
      return deniedBy(hooked.plugin, "request", hooked.deny);
    }
    const builder = new AnswerBuilder({ provider: model.provider, api: "", model: model.model }, () => clock.now());
    const events = stream(hooked.request);
    const patience = new Patience(hooked.request.signal, cancelGraceMs);
    try {
      const first = patience.wait(events.next());
      // A provider that fails before it has asked anybody sends nothing to wait for.
      await Promise.race([dispatched(), first]);
      yield* this.#save();
      yield* told(events, await first, builder, patience);
    } finally {
      ended.abort();
      await patience.wait(events.return());
      patience.end();
      if (patience.gaveUp) onLate?.();
    }
    return builder;
  }

  #request(signal: AbortSignal): ProviderRequest {
    const { conversation, model, system, tools, maxOutputTokens, effort, output } = this.#parts;
    return {
      model: model.model,
      system,
      messages: conversation.messages,
      tools,
      cacheKey: conversation.sessionId,
      ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
      ...(effort === undefined ? {} : { effort }),
      ...(output === undefined ? {} : { output: { name: output.name, schema: output.schema } }),
      signal,
    };
  }

  async *#execute(calls: readonly ToolCallPart[], signal: AbortSignal, tally: Tally): AsyncGenerator<AgentEvent, void> {
    if (calls.length === 0) return;
    const { conversation, hooks, toolStep } = this.#parts;
    const { sessionId } = conversation;
    const executed = yield* runCalls(calls, { ...toolStep, sessionId, signal });
    tally.unasked.push(...executed.flatMap(unaskedIn));
    this.#add("tool", executed.map((one) => one.result));
    yield* this.#save();
    const store = await conversation.store();
    for (const one of executed) {
      await store.recordTool(sessionId, one);
      await hooks.tell("tool:after", { sessionId, call: one.call, result: one.result }, signal);
    }
  }

  /** Calls of an answer that broke off are not run, and the history says so: each call has a result. */
  async *#leaveCalls(message: AssistantMessage): AsyncGenerator<AgentEvent, void> {
    const calls = callsOf(message);
    if (calls.length === 0) return;
    this.#add("tool", calls.map(({ id, name }) => ({ type: "tool-result", callId: id, name, status: "error", content: [notRun] })));
    yield* this.#save();
  }

  /** A run that broke off may have left calls without results, which nobody would take. */
  #repair(): void {
    const { conversation, newId, clock } = this.#parts;
    for (const message of resumeRepair(conversation.messages, { id: newId, now: () => clock.now() })) conversation.add(message);
  }

  #add(role: "user" | "tool", parts: readonly Part[]): void {
    const { conversation, newId, clock } = this.#parts;
    conversation.add({ id: newId(), role, createdAt: new Date(clock.now()).toISOString(), parts });
  }

  async *#save(): AsyncGenerator<AgentEvent, void> {
    for (const message of await this.#parts.conversation.save()) yield { type: "message", message };
  }
}

function withCost(message: AssistantMessage, reported: Cost | undefined): AssistantMessage {
  const cost = message.cached === true ? free : reported;
  return cost === undefined ? message : { ...message, cost };
}

/** It was paid for by the request that it first answered. */
const free: Cost = { usd: 0, basis: "reported" };

const notRun = { type: "text", text: "Not run: the answer that asked for it broke off." } as const;

function ending({ unasked }: Tally, { permissionMode, advice }: AgentParts): Outcome {
  return unasked.length === 0 ? { kind: "done" } : { kind: "refused", error: refusedCalls(unasked, permissionMode, advice) };
}
