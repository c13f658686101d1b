import type { ToolCallPart, ToolResultPart } from "@ainative-code/sdk";
import { textOf } from "../agent/answer-parts.ts";
import type { Gatekeeper } from "../permissions/gatekeeper.ts";
import type { ExecutionOptions } from "../tools/execution-options.ts";
import type { Executed, Executor } from "../tools/executor.ts";
import { stopped } from "./agent-hooks.ts";
import type { HookVerdict, UserHooks } from "./user-hooks.ts";

/** What the hooks before a call said of its permission, until the call is over. */
export type HookLeave = Map<string, "allow" | "ask">;

/** Lets the user's hooks see each call before it runs and after it ran. */
export function hookedExecutor(
  executor: Pick<Executor, "execute">,
  hooks: UserHooks,
  leave: HookLeave,
): Pick<Executor, "execute"> {
  return {
    async execute(call, options) {
      if (call.inputError !== undefined || options.signal.aborted) return executor.execute(call, options);
      const before = await hooks.fire("PreToolUse", momentOf(call, options));
      if (before.block !== undefined || before.halt !== undefined) return refused(call, before);
      const changed = before.input === undefined ? call : { ...call, input: before.input };
      if (before.permission !== undefined) leave.set(call.id, before.permission);
      try {
        const executed = await executor.execute(changed, options);
        const after = options.signal.aborted ? before : await lookedAt(hooks, executed, options);
        return after === before ? executed : withSaid(executed, [...before.context, ...after.context], after);
      } finally {
        leave.delete(call.id);
      }
    },
  };
}

/** The gate, which heeds what the hooks said of a call. */
export function hookedGate(gatekeeper: Pick<Gatekeeper, "permit">, leave: Pick<HookLeave, "get">): Pick<Gatekeeper, "permit"> {
  return {
    async permit(call, question, signal) {
      const hook = leave.get(call.id);
      return gatekeeper.permit(call, hook === undefined ? question : { ...question, hook }, signal);
    },
  };
}

async function lookedAt(hooks: UserHooks, { call, result }: Executed, options: ExecutionOptions): Promise<HookVerdict> {
  const moment = momentOf(call, options);
  const response = { status: result.status, content: textOf({ parts: result.content }) };
  return hooks.fire("PostToolUse", { ...moment, fields: { ...moment.fields, tool_response: response } });
}

function momentOf({ id, name, input }: ToolCallPart, { sessionId, signal }: ExecutionOptions): Parameters<UserHooks["fire"]>[1] {
  return { sessionId, subject: name, signal, fields: { tool_name: name, tool_input: input, tool_use_id: id } };
}

function withSaid(executed: Executed, context: readonly string[], { block, halt }: HookVerdict): Executed {
  const said = [...context, ...(block === undefined ? [] : [`A hook of the user objects: ${block}`])];
  const content = [...executed.result.content, ...said.map((text) => ({ type: "text", text }) as const)];
  return { ...executed, result: { ...executed.result, content }, ...haltBy(halt) };
}

function refused(call: ToolCallPart, { block, halt }: HookVerdict): Executed {
  const text = `Refused by a hook of the user: ${block ?? halt ?? ""}`;
  const result: ToolResultPart = {
    type: "tool-result",
    callId: call.id,
    name: call.name,
    content: [{ type: "text", text }],
    status: "denied",
  };
  const when = { startedAt: new Date().toISOString(), durationMs: 0 };
  return { call, result, details: undefined, decidedBy: "hook:PreToolUse", ...when, unasked: false, ...haltBy(halt) };
}

function haltBy(reason: string | undefined): Pick<Executed, "halt"> {
  return reason === undefined ? {} : { halt: { error: stopped("the turn", reason) } };
}
