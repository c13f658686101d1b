import { AinError, toAinError } from "@ainative-code/sdk";
import type { ToolCallPart } from "@ainative-code/sdk";
import { Slots } from "../slots.ts";
import type { ExecutionOptions } from "../tools/execution-options.ts";
import type { TurnOutput } from "../tools/turn-tool.ts";
import type { AgentEvent, ResultEvent } from "./agent-event.ts";
import type { RefusedCall } from "./refused-calls.ts";
import type { SubAgentDefinition } from "./sub-agent-definition.ts";
import { subAgentOutput } from "./sub-agent-result.ts";
import type { TurnTasks } from "./turn-tasks.ts";

/** A piece of work that is handed on. */
export interface SubAgentOrder {
  readonly definition: SubAgentDefinition;
  /** A few words for a person. */
  readonly description: string;
  /** In place of the definition's; `provider/model`. */
  readonly model: string | undefined;
  readonly call: ToolCallPart;
  /** The session of whoever hands it on. */
  readonly parentSession: string;
}

/** A sub-agent that is about to begin. */
export interface OpenedSubAgent {
  /** `provider/model`. */
  readonly model: string;
  /** Once; by the law of `AgentEvent`. */
  run(prompt: string, signal: AbortSignal): AsyncGenerator<AgentEvent, void>;
  /** Its calls, and those below it, that were refused because nobody could be asked. */
  refused(): readonly RefusedCall[];
  /** Gives its session back. Never throws. */
  close(): Promise<void>;
}

/** Throws `AinError` for what can't be used as ordered. */
export type OpenSubAgent = (order: SubAgentOrder, tasks: TurnTasks) => Promise<OpenedSubAgent>;

export interface SubAgentsParts {
  readonly agents: readonly SubAgentDefinition[];
  readonly open: OpenSubAgent;
  /** Of one parent at the same time. */
  readonly parallel: number;
  /** Those of the turn that a call belongs to. */
  readonly tasksOf: (turn: ExecutionOptions) => TurnTasks;
}

interface TaskInput {
  readonly description: string;
  readonly prompt: string;
  readonly agent: string;
  readonly model: string | undefined;
}

/** Runs the tasks of one agent. */
export class SubAgents {
  readonly #parts: SubAgentsParts;
  readonly #slots: Slots;

  constructor(parts: SubAgentsParts) {
    this.#parts = parts;
    this.#slots = new Slots(parts.parallel);
  }

  /** What goes wrong is the result of the call: the parent goes on. */
  async run(call: ToolCallPart, turn: ExecutionOptions): Promise<TurnOutput> {
    const input = inputOf(call);
    if (input === undefined) {
      return refusal(
        "The task can't be read: it needs a description and a prompt, and perhaps an agent and a model, each a text.",
      );
    }
    const definition = this.#parts.agents.find(({ name }) => name === input.agent);
    if (definition === undefined) {
      return refusal(
        `There is no sub-agent "${input.agent}". There are: ${this.#parts.agents.map(({ name }) => name).join(", ")}.`,
      );
    }
    const tasks = this.#parts.tasksOf(turn);
    const task = tasks.begin(call, definition.name, input.description);
    if (task === undefined) {
      return refusal(`No more sub-agents: one prompt may lead to ${String(tasks.limit)}, and has. Do the rest yourself.`);
    }
    const signal = AbortSignal.any([turn.signal, task.signal]);
    try {
      const give = await this.#slots.take(signal);
      try {
        return await this.#ran(
          { definition, description: input.description, model: input.model, call, parentSession: turn.sessionId },
          input.prompt,
          { ...turn, signal },
          tasks,
        );
      } finally {
        give();
      }
    } catch (thrown) {
      if (signal.aborted) return refusal(`The sub-agent ${definition.name} was stopped by the user before it began.`);
      const { message, actions } = toAinError(thrown);
      return refusal([`The sub-agent ${definition.name} could not begin: ${message}`, ...actions].join("\n"));
    } finally {
      task.end();
    }
  }

  async #ran(order: SubAgentOrder, prompt: string, turn: ExecutionOptions, tasks: TurnTasks): Promise<TurnOutput> {
    const { name: agent } = order.definition;
    const opened = await this.#parts.open(order, tasks);
    try {
      let toolCalls = 0;
      let result: ResultEvent | undefined;
      for await (const event of opened.run(prompt, turn.signal)) {
        if (event.type === "tool-end") toolCalls += 1;
        if (event.type === "result") result = event;
        turn.onEvent?.({ type: "sub-agent", callId: order.call.id, agent, event });
      }
      if (result === undefined) throw new AinError("internal", "The sub-agent ended without a result.");
      return subAgentOutput({ agent, model: opened.model, result, toolCalls, refused: opened.refused() });
    } finally {
      await opened.close();
    }
  }
}

function inputOf({ input: { description, prompt, agent = "general", model } }: ToolCallPart): TaskInput | undefined {
  if (typeof description !== "string" || typeof prompt !== "string" || typeof agent !== "string") return undefined;
  return model === undefined || typeof model === "string" ? { description, prompt, agent, model } : undefined;
}

function refusal(content: string): TurnOutput {
  return { content, isError: true };
}
