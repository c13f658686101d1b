import { Agent } from "../core/agent/agent.ts";
import type { AgentParts } from "../core/agent/agent-parts.ts";
import type { CompactParts } from "../core/agent/compact.ts";
import { posixWord, windowsWord } from "../core/agent/typed-word.ts";
import { agentHooks, beforeCompact } from "../core/hooks/agent-hooks.ts";
import type { UserHooks } from "../core/hooks/user-hooks.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import { newId } from "../core/sessions/id.ts";
import type { Spending } from "../core/budget/spending.ts";
import { spareMemory } from "../infra/process/spare-memory.ts";
import type { ChatState } from "./chat-face.ts";
import { systemClock } from "./clock.ts";
import { autoCompaction, type RequestHead } from "./context/auto-compaction.ts";
import type { ChatContext } from "./context/chat-context.ts";
import { refreshMcp } from "./mcp/open-mcp.ts";
import type { OpenedSession } from "./open-session.ts";
import type { Registries } from "./registries.ts";
import { sandboxOf } from "./sandbox.ts";
import type { Services } from "./services.ts";

/** Who wants the conversation shorter: the person, or the program because it fills the window. */
type Compacter = "manual" | "auto";

interface CompactSource extends Pick<AgentParts, "conversation"> {
  readonly state: ChatState;
  readonly spending: Spending;
  readonly registries: Registries;
  readonly hooks: UserHooks;
}

/** What a conversation is summed up with, by the settings that hold when it is asked for. */
export function compactParts(source: CompactSource): (by: Compacter) => CompactParts {
  const { state, conversation, spending, registries, hooks } = source;
  const fixed = { conversation, spending, clock: systemClock, newId, onLate: registries.onLate };
  return (by) => ({ ...state.now.turn, ...fixed, before: beforeCompact(hooks, conversation.sessionId, by) });
}

interface ChatAgentParts extends CompactSource, Pick<AgentParts, "steering" | "output" | "toolStep"> {
  readonly late: NonNullable<AgentParts["late"]>;
  readonly services: Services;
  readonly session: OpenedSession;
  readonly context: ChatContext;
  readonly head: () => RequestHead;
  readonly toCompact: (by: Compacter) => CompactParts;
  readonly onProblem: (problem: PluginProblem) => void;
}

/** The agent of a conversation, by the settings of its first turn. */
export function chatAgent(parts: ChatAgentParts): Agent {
  const { services, state, session, registries, conversation, spending, hooks, context, head, toCompact, onProblem } = parts;
  const { late, steering, output, toolStep } = parts;
  const { cwd, platform } = services.environment;
  const { turn, policy } = state.now;
  return new Agent({
    ...turn,
    stream: context.watch.watched(turn.stream),
    conversation,
    resumed: session.resumed,
    cwd,
    dispatched: async () => {
      await services.requestSent().finally(() => sandboxOf(services).warm());
      refreshMcp(services, onProblem);
      // The store is the last large part that is loaded; what is wrong with it is told by who saves.
      void services.store().catch(() => undefined).then(spareMemory);
    },
    tools: head().tools,
    output,
    toolStep,
    late,
    compaction: autoCompaction(services, { parts: () => toCompact("auto"), head }),
    hooks: registries.hooks,
    userHooks: agentHooks(hooks),
    steering,
    onLate: registries.onLate,
    spending,
    advice: { own: policy.own, word: platform === "win32" ? windowsWord : posixWord },
    clock: systemClock,
    newId,
  });
}
