import type { ToolCallPart } from "@ainative-code/sdk";
import { printable } from "../app/printable.ts";
import type { SubAgentEvent, ToolEndedEvent } from "../core/agent/agent-event.ts";
import { usdText } from "../app/money.ts";
import { taskToolName } from "../app/task-name.ts";
import { shortTokens } from "./model-facts.ts";
import { toolLine } from "./tool-line.ts";

/** What a sub-agent has come to. */
interface Come {
  readonly agent: string;
  readonly steps: number;
  readonly toolCalls: number;
  readonly tokens: number;
  readonly usd: number | undefined;
}

function comeText({ agent, steps, toolCalls, tokens, usd }: Come, description?: string): string {
  const name = description === undefined ? agent : `${description} (${agent})`;
  const counts = [counted(steps, "request"), counted(toolCalls, "call"), `${shortTokens(tokens)} tokens`];
  return `${printable(name)}: ${[...counts, ...(usd === undefined ? [] : [usdText(usd)])].join(", ")}`;
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? "" : "s"}`;
}

/** What a task took, for the line of its end; nothing for another call, or a task that never began. */
export function taskTook({ call, details }: Pick<ToolEndedEvent, "call" | "details">): string | undefined {
  const { agent, steps, toolCalls, tokens, usd } = details ?? {};
  if (call.name !== taskToolName || typeof agent !== "string" || typeof steps !== "number" || typeof toolCalls !== "number") {
    return undefined;
  }
  return comeText({
    agent,
    steps,
    toolCalls,
    tokens: typeof tokens === "number" ? tokens : 0,
    usd: typeof usd === "number" ? usd : undefined,
  });
}

/** Follows the tasks that run, one line for each. */
export class TaskLines {
  readonly #running = new Map<string, Come & { readonly doing: string }>();
  /** By the call: what the model says the task is about, which tells two of a kind apart. */
  readonly #described = new Map<string, string>();

  /** A call that may be a task. */
  begun({ id, name, input }: ToolCallPart): void {
    const { description } = input;
    if (name === taskToolName && typeof description === "string") {
      this.#described.set(id, description.replaceAll(/\s+/g, " ").trim());
    }
  }

  /** The task itself where it is one's own, else the one further up. */
  see({ callId, agent, event }: SubAgentEvent): void {
    if (event.type === "tool-begin") this.begun(event.call);
    const before = this.#running.get(callId) ?? { agent, steps: 0, toolCalls: 0, tokens: 0, usd: undefined, doing: "begins" };
    if (event.type === "result") this.#running.delete(callId);
    else this.#running.set(callId, changed(before, event));
  }

  get lines(): readonly string[] {
    return [...this.#running].map(([callId, task]) => `${comeText(task, this.#described.get(callId))} · ${task.doing}`);
  }
}

type Running = Come & { readonly doing: string };

function changed(task: Running, event: SubAgentEvent["event"]): Running {
  switch (event.type) {
    case "tool-begin":
      return { ...task, toolCalls: task.toolCalls + 1, doing: toolLine(event.call) };
    case "tool-end":
      return { ...task, doing: "waits for the model" };
    case "message":
      return event.message.role === "assistant" ? answered(task, event.message) : { ...task, doing: "waits for the model" };
    case "stream":
      return event.event.type === "text-delta" && task.doing !== "answers" ? { ...task, doing: "answers" } : task;
    default:
      return task;
  }
}

function answered(
  task: Running,
  { usage, cost }: Extract<Extract<SubAgentEvent["event"], { type: "message" }>["message"], { role: "assistant" }>,
): Running {
  const tokens = usage === undefined ? 0 : usage.input.total + usage.output.total;
  return {
    ...task,
    steps: task.steps + 1,
    tokens: task.tokens + tokens,
    usd: cost === undefined ? task.usd : (task.usd ?? 0) + cost.usd,
  };
}
