import type { ToolCallPart } from "@ainative-code/sdk";
import { taskToolName } from "../core/agent/task-tool.ts";
import type { SessionStore } from "../core/sessions/store.ts";

/** Says of a task that was cut off where the work of its sub-agent is kept. */
export async function unfinishedTasks(
  store: SessionStore,
  sessionId: string,
): Promise<(call: ToolCallPart) => string | undefined> {
  const started = await store.list({ of: sessionId });
  return ({ id, name }) => {
    if (name !== taskToolName) return undefined;
    const own = started.find(({ parent }) => parent?.call === id);
    const kept =
      own === undefined
        ? "It had not begun."
        : `What it had said and done is kept in session ${own.id}, and may have had an effect: check before you hand the task on again.`;
    return `Not finished: the sub-agent was interrupted before it had answered. ${kept}`;
  };
}
