import type { ToolCallPart } from "@ainative-code/sdk";
import { EventQueue } from "../events/event-queue.ts";
import type { Executed, Executor } from "../tools/executor.ts";
import type { AgentEvent, SubAgentEvent, ToolBeginEvent, ToolEndedEvent, ToolOutputEvent } from "./agent-event.ts";

export interface ToolStepOptions {
  readonly executor: Pick<Executor, "execute">;
  readonly sessionId: string;
  readonly signal: AbortSignal;
  /** A call that only looks: such calls run side by side, all others one after the other. */
  readonly isRead: (call: ToolCallPart) => Promise<boolean>;
}

/** Runs the calls of one answer, telling what happens, and returns what became of them in the order of the calls. */
export async function* runCalls(
  calls: readonly ToolCallPart[],
  options: ToolStepOptions,
): AsyncGenerator<AgentEvent, readonly Executed[]> {
  const done: Executed[] = [];
  for (const group of await grouped(calls, options.isRead)) done.push(...(yield* runGroup(group, options)));
  return done;
}

/** Neighbouring reads together, everything else alone. */
async function grouped(
  calls: readonly ToolCallPart[],
  isRead: ToolStepOptions["isRead"],
): Promise<readonly (readonly ToolCallPart[])[]> {
  const groups: { read: boolean; calls: ToolCallPart[] }[] = [];
  for (const call of calls) {
    const read = await isRead(call);
    const last = groups.at(-1);
    if (read && last?.read === true) last.calls.push(call);
    else groups.push({ read, calls: [call] });
  }
  return groups.map((group) => group.calls);
}

async function* runGroup(
  calls: readonly ToolCallPart[],
  options: ToolStepOptions,
): AsyncGenerator<AgentEvent, readonly Executed[]> {
  const queue = new EventQueue<SubAgentEvent | ToolBeginEvent | ToolOutputEvent | ToolEndedEvent>();
  const all = Promise.all(
    calls.map(async (call) => {
      queue.push({ type: "tool-begin", call });
      const executed = await options.executor.execute(call, {
        sessionId: options.sessionId,
        signal: options.signal,
        onOutput: (text) => {
          queue.push({ type: "tool-output", callId: call.id, text });
        },
        onEvent: (event) => queue.push(event),
      });
      const { result, details, durationMs } = executed;
      queue.push({ type: "tool-end", call: executed.call, result, details, durationMs });
      return executed;
    }),
  ).finally(() => {
    queue.end();
  });
  yield* queue;
  return all;
}
