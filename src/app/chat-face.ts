import type { Agent } from "../core/agent/agent.ts";
import { compact, type CompactParts } from "../core/agent/compact.ts";
import type { Conversation } from "../core/agent/conversation.ts";
import { withinTime } from "../core/agent/time-limit.ts";
import type { LateRules } from "../core/context/late-rules.ts";
import type { Spending } from "../core/budget/spending.ts";
import { formatModelRef } from "../core/providers/model-ref.ts";
import type { Executor } from "../core/tools/executor.ts";
import { changed } from "./chat-change.ts";
import type { ChatChange } from "./chat-change.ts";
import type { Chat, Reach } from "./chat.ts";
import { rewinderOf, type openCheckpoints } from "./checkpoints.ts";
import { systemClock } from "./clock.ts";
import type { ChatContext } from "./context/chat-context.ts";
import { commandRun } from "./context/command-run.ts";
import { withRulesOf } from "./context/rules-context.ts";
import { withCommands } from "./context/with-commands.ts";
import { toldAsKept } from "./ephemeral.ts";
import { closeMcp } from "./mcp/open-mcp.ts";
import { servedRun } from "./mcp/server-prompts.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import type { Services } from "./services.ts";
import type { turnSettings, TurnSettings } from "./turn-settings.ts";

/** What holds for the next run; another one after each change. */
export interface ChatState {
  given: ChatChange;
  now: TurnSettings;
}

interface FaceParts extends Pick<Chat, "tasks" | "leave"> {
  readonly services: Services;
  readonly state: ChatState;
  readonly settings: ReturnType<typeof turnSettings>;
  readonly agent: Agent;
  readonly conversation: Conversation;
  readonly spending: Spending;
  readonly checkpoints: ReturnType<typeof openCheckpoints>;
  readonly context: ChatContext;
  readonly late: LateRules;
  readonly reach: Reach;
  readonly executor: Pick<Executor, "execute">;
  readonly toCompact: () => CompactParts;
  readonly onProblem: (problem: PluginProblem) => void;
}

/** A conversation, as those see it who hold it. */
export function chatFace(parts: FaceParts): Chat {
  const { services, state, agent, conversation, spending, context, reach, tasks, leave } = parts;
  const { sessionId } = conversation;
  const run = runOf(parts);
  const chat: Chat = {
    sessionId,
    get model() {
      return formatModelRef(state.now.turn.model);
    },
    get permissionMode() {
      return state.now.policy.mode;
    },
    messages: () => conversation.messages,
    tasks,
    run: (prompt, signal, attachments) =>
      withCommands({ ...commands, chat, run: servedRun(services, sessionId, run) }, prompt, signal, attachments),
    async change(change) {
      const asked = changed({ ...state.given, model: chat.model }, change);
      const next = await parts.settings(await services.config(), asked, state.now.turn);
      if (conversation.prepared) await (await services.store()).setModel(sessionId, formatModelRef(next.turn.model));
      Object.assign(state, { now: next, given: asked });
      agent.use({ ...next.turn, stream: context.watch.watched(next.turn.stream) });
      reach.gatekeeper.use(next.policy);
      spending.use(next.budgets);
    },
    compact: async (focus, signal) => compact(parts.toCompact(), focus, signal),
    rewinder: async () => rewinderOf(services, conversation, () => parts.late.goOn(conversation.messages)),
    context: async (signal) => context.report(signal),
    reach,
    leave,
    close: async () => leave().then(async () => closeMcp(services)).then(async () => services.close()).catch(() => undefined),
  };
  const commands = commandRun(services, { reach, executor: parts.executor, sessionId }, () => state.now.policy, parts.onProblem);
  return chat;
}

/** A run of the agent, with what the host adds around it. */
function runOf({ services, state, agent, checkpoints, context, late, reach }: FaceParts): Chat["run"] {
  const turn: Chat["run"] = (prompt, signal, attachments) =>
    checkpoints.watched(
      context.watch.told(withRulesOf(attachments, late, reach.machine, (all) => agent.run(prompt, signal, all))),
    );
  return (prompt, signal, attachments) =>
    withinTime((inTime) => toldAsKept(services, turn(prompt, inTime, attachments)), state.now.limitMs, systemClock, signal);
}
