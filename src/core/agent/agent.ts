import { AinError, toAinError } from "@ainative-code/sdk";
import type { AssistantMessage, Cost, Message, Part, TextPart, ToolCallPart } from "@ainative-code/sdk";
import { formatModelRef } from "../providers/model-ref.ts";
import { resumeRepair } from "../sessions/resume-repair.ts";
import type { Executed } from "../tools/executor.ts";
import type { AgentEvent, Outcome, SessionEvent } from "./agent-event.ts";
import type { AgentChange, AgentParts } from "./agent-parts.ts";
import { callsOf, textOf } from "./answer-parts.ts";
import { askModel } from "./ask-model.ts";
import { cancelled, deniedBy } from "./broken-off.ts";
import { judgedOutcome } from "./expected-output.ts";
import { modeUntold } from "./mode-told.ts";
import { loopAdvice, LoopWatch } from "./loop-watch.ts";
import { refusedCalls, unaskedIn } from "./refused-calls.ts";
import { failureOfStop, goingOn, noticeOfAnswer } from "./stop-outcome.ts";
import { newTally, newWarnings, spentIn, type Tally } from "./tally.ts";
import { runCalls } from "./tool-step.ts";
import { addUsage } from "./total-usage.ts";

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
    const { hooks, userHooks, conversation, cwd } = this.#parts;
    if (!this.#begun) return;
    await userHooks?.end(conversation.sessionId);
    await hooks.tell("session", { sessionId: conversation.sessionId, cwd, reason: "end" }, this.#last);
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
      ...(tally.isHandedIn === undefined ? {} : { isHandedIn: true }),
      ...(tally.structured === undefined ? {} : { structured: tally.structured }),
      steps: tally.steps,
      usage: tally.usage,
      ...spentIn(this.#parts.spending),
      durationMs: this.#parts.clock.now() - tally.startedAt,
    };
  }

  async *#guarded(prompt: Prompt, signal: AbortSignal, tally: Tally): AsyncGenerator<AgentEvent, Outcome> {
    try {
      yield this.#sessionEvent();
      if (!this.#begun) await this.#begin(signal);
      this.#begun = true;
      return yield* this.#turn(prompt, signal, tally);
    } catch (thrown) {
      const error = toAinError(thrown);
      // What could not be saved is told even then: the person who left believes it is.
      return { kind: "failed", error: signal.aborted && error.code !== "storage" ? cancelled(signal) : error };
    }
  }

  async #begin(signal: AbortSignal): Promise<void> {
    const { hooks, userHooks, conversation, cwd, resumed } = this.#parts;
    const { sessionId } = conversation;
    await hooks.tell("session", { sessionId, cwd, reason: resumed ? "resume" : "start" }, signal);
    await userHooks?.start(sessionId, resumed ? "resume" : "startup", signal);
  }

  #sessionEvent(): SessionEvent {
    const { conversation, resumed, cwd, model, permissionMode, tools } = this.#parts;
    const names = tools.map((tool) => tool.name);
    return {
      type: "session",
      sessionId: conversation.sessionId,
      resumed,
      cwd,
      model: formatModelRef(model),
      permissionMode,
      tools: names,
    };
  }

  async *#turn([prompt, ...attachments]: Prompt, signal: AbortSignal, tally: Tally): AsyncGenerator<AgentEvent, Outcome> {
    const { hooks, userHooks, conversation: { sessionId }, maxTurns, loopLimit = 0 } = this.#parts;
    const hooked = await hooks.prompt({ sessionId, text: prompt.text }, signal);
    if ("deny" in hooked) return { kind: "failed", error: deniedBy(hooked.plugin, "prompt", hooked.deny) };
    const said = await userHooks?.prompt(sessionId, hooked.text, signal) ?? [];
    yield* this.#notices();
    if ("code" in said) return { kind: "failed", error: said };
    this.#repair();
    const loops = new LoopWatch(loopLimit);
    const { compaction } = this.#parts;
    if (compaction !== undefined) yield* compaction.beforePrompt([prompt, ...attachments], signal);
    this.#add("user", [{ ...prompt, text: hooked.text }, ...attachments, ...said, ...this.#modeUntold()]);
    for (;;) {
      if (tally.steps >= maxTurns) return { kind: "turn-limit", limit: maxTurns };
      if (tally.steps > 0) this.#steer();
      tally.steps += 1;
      const step = yield* this.#step(signal, tally);
      if ("outcome" in step) {
        if (compaction !== undefined && (yield* compaction.afterRefusal(step.outcome, signal))) continue;
        const judged = judgedOutcome(step.outcome, this.#parts.output, tally);
        const next = "kind" in judged ? yield* this.#atTheEnd(judged, tally, signal) : judged;
        if ("kind" in next) return next;
        this.#addWithin([next.again]);
        continue;
      }
      const executed = yield* this.#execute(step.calls, signal, tally);
      const rules = this.#parts.late?.take() ?? [];
      if (rules.length > 0) this.#addWithin(rules);
      yield* this.#notices();
      if (signal.aborted) return { kind: "failed", error: cancelled(signal) };
      const ended = yield* this.#endBy(executed, loops, tally);
      if (ended !== undefined) return ended;
    }
  }

  /** One request and its answer. */
  async *#step(signal: AbortSignal, tally: Tally): AsyncGenerator<AgentEvent, Step> {
    const { hooks, conversation, newId } = this.#parts;
    const builder = yield* askModel(this.#parts, () => this.#save(), signal);
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

  /** A step that ends the turn: by what somebody said of a call, or because it goes round in circles. */
  async *#endBy(executed: readonly Executed[], loops: LoopWatch, tally: Tally): AsyncGenerator<AgentEvent, Outcome | undefined> {
    const halt = executed.find((one) => one.halt !== undefined)?.halt;
    if (halt !== undefined && "error" in halt) return { kind: "failed", error: halt.error };
    if (halt !== undefined) {
      Object.assign(tally, { text: halt.answer, isHandedIn: true });
      return { kind: "done" };
    }
    const seen = loops.note(executed);
    if (seen === "stop") return { kind: "loop", calls: [...new Set(executed.map(({ call }) => call.name))] };
    if (seen === "goes-on") return undefined;
    this.#addWithin([{ type: "text", text: loopAdvice }]);
    yield {
      type: "notice",
      level: "warning",
      text: "The model goes round in circles; it was told so. It is stopped if it goes on.",
    };
    return undefined;
  }

  /** The user's hooks may send the model on. */
  async *#atTheEnd(
    outcome: Outcome,
    tally: Tally,
    signal: AbortSignal,
  ): AsyncGenerator<AgentEvent, Outcome | { readonly again: TextPart }> {
    const { userHooks, conversation } = this.#parts;
    if (userHooks === undefined || (outcome.kind !== "done" && outcome.kind !== "refused")) return outcome;
    const said = await userHooks.stop(conversation.sessionId, tally.text, signal);
    yield* this.#notices();
    if (said === undefined) return outcome;
    return "code" in said ? { kind: "failed", error: said } : { again: said };
  }

  async *#notices(): AsyncGenerator<AgentEvent, void> {
    for (const text of this.#parts.userHooks?.takeNotices() ?? []) yield { type: "notice", level: "warning", text };
  }

  /** What the person has said meanwhile is told before the next request, and a mode that is another one now. */
  #steer(): void {
    for (const text of this.#parts.steering?.() ?? []) this.#addWithin([{ type: "text", text }]);
    const untold = this.#modeUntold();
    if (untold.length > 0) this.#addWithin(untold);
  }

  #modeUntold(): readonly TextPart[] {
    return modeUntold(this.#parts.conversation.messages, this.#parts.permissionMode);
  }

  async *#execute(
    calls: readonly ToolCallPart[],
    signal: AbortSignal,
    tally: Tally,
  ): AsyncGenerator<AgentEvent, readonly Executed[]> {
    if (calls.length === 0) return [];
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
    return executed;
  }

  /** Calls of an answer that broke off are not run, and the history says so: each call has a result. */
  async *#leaveCalls(message: AssistantMessage): AsyncGenerator<AgentEvent, void> {
    const calls = callsOf(message);
    if (calls.length === 0) return;
    this.#add(
      "tool",
      calls.map(({ id, name }) => ({ type: "tool-result", callId: id, name, status: "error", content: [notRun] })),
    );
    yield* this.#save();
  }

  /** A run that broke off may have left calls without results, which nobody would take. */
  #repair(): void {
    const { conversation, newId, clock } = this.#parts;
    for (const message of resumeRepair(conversation.messages, { id: newId, now: () => clock.now() })) conversation.add(message);
  }

  #add(role: "user" | "tool", parts: readonly Part[]): void {
    this.#parts.conversation.add({ ...this.#newMessage(), role, parts });
  }

  /** In the middle of a turn. */
  #addWithin(parts: readonly Part[]): void {
    this.#parts.conversation.add({ ...this.#newMessage(), role: "user", parts, isWithin: true });
  }

  #newMessage(): Pick<Message, "id" | "createdAt"> {
    const { newId, clock } = this.#parts;
    return { id: newId(), createdAt: new Date(clock.now()).toISOString() };
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
