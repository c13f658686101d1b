import type { Message, ToolDeclaration } from "@ainative-code/sdk";
import type { Agent } from "../core/agent/agent.ts";
import { Conversation } from "../core/agent/conversation.ts";
import { withPlanTool } from "../core/agent/plan-tool.ts";
import { taskToolName } from "../core/agent/task-tool.ts";
import type { Spending } from "../core/budget/spending.ts";
import type { Ask } from "../core/permissions/ask.ts";
import { hookedAsk } from "../core/hooks/hooked-ask.ts";
import { Gatekeeper } from "../core/permissions/gatekeeper.ts";
import type { PermissionMode } from "../core/permissions/policy.ts";
import { parseRule, splitRules } from "../core/permissions/rule.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import { problemOfLoading } from "../core/plugins/load-module.ts";
import { formatModelRef } from "../core/providers/model-ref.ts";
import type { ModelRef } from "../core/providers/model-ref.ts";
import type { AskUser } from "../core/tools/ask-user.ts";
import type { Machine } from "../core/tools/executor.ts";
import { remembering } from "./approvals.ts";
import type { RequestHead } from "./context/auto-compaction.ts";
import { ChatContext } from "./context/chat-context.ts";
import { lateRules, noticing } from "./context/rules-context.ts";
import { withSkills } from "./context/skills.ts";
import type { SystemOptions } from "./context/system.ts";
import type { Chat } from "./chat.ts";
import { chatAgent, compactParts } from "./chat-agent.ts";
import { chatFace, type ChatState } from "./chat-face.ts";
import { endBrokenOff, openCheckpoints } from "./checkpoints.ts";
import { systemClock } from "./clock.ts";
import { keepNothing } from "./ephemeral.ts";
import type { Config } from "./config.ts";
import { chatMachine } from "./chat-machine.ts";
import { chatStep } from "./chat-step.ts";
import type { ServerSources } from "./mcp/configured-servers.ts";
import { answerServers, type Elicit } from "./mcp/serve-questions.ts";
import { withMcp } from "./mcp/open-mcp.ts";
import { openSession } from "./open-session.ts";
import { openSpending } from "./open-spending.ts";
import type { OpenedSession, SessionChoice } from "./open-session.ts";
import { readJsonSchema } from "./read-json-schema.ts";
import { refuseLocked } from "./refuse-locked.ts";
import { sandboxOf } from "./sandbox.ts";
import { secretVariables } from "./secret-variables.ts";
import type { Registries } from "./registries.ts";
import type { Services } from "./services.ts";
import type { Chief } from "./sub-agent-chief.ts";
import { withSubAgents } from "./sub-agents.ts";
import { turnSettings } from "./turn-settings.ts";
import { unknownTools } from "./unknown-tools.ts";
import { userHooks } from "./user-hooks.ts";

export interface ChatOptions extends SystemOptions {
  readonly session: SessionChoice;
  /** `provider/model`, in place of the session's and the config's. */
  readonly model?: string | undefined;
  readonly permissionMode?: PermissionMode | undefined;
  /** Rules besides those of the config, each text one or several. */
  readonly allowedTools: readonly string[];
  readonly disallowedTools: readonly string[];
  /** Used like the working directory; paths. */
  readonly addedFolders?: readonly string[];
  readonly maxTurns?: number | undefined;
  /** The form of the final answer: a JSON Schema, or the path of a file with one. */
  readonly jsonSchema?: string | undefined;
  /** What this process may spend, in US dollars. */
  readonly maxBudgetUsd?: number | undefined;
  /** Nothing of the conversation is kept. */
  readonly ephemeral?: boolean | undefined;
  /** Files that name MCP servers, and whether they alone count. */
  readonly mcp?: ServerSources | undefined;
  /** Path of the tape to record on. */
  readonly record?: string | undefined;
  /** Puts open questions before a person; without it they are refusals. */
  readonly ask?: Ask | undefined;
  /** What the person has said since a turn began; what is taken is told before its next request. */
  readonly steering?: (() => readonly string[]) | undefined;
  /** Puts questions of the model before a person; without it nobody is there to answer. */
  readonly askUser?: AskUser | undefined;
  /** Puts what an MCP server wants to know before a person; without it that is declined. */
  readonly elicit?: Elicit | undefined;
  readonly onProblem: (problem: PluginProblem) => void;
}

/** Puts an agent together for one session. Throws `AinError` for whatever can't be used as asked. */
export async function openChat(services: Services, options: ChatOptions): Promise<Chat> {
  const config = await services.config();
  refuseLocked(config, options);
  sandboxOf(services).add(options.addedFolders ?? []);
  if (options.ephemeral === true) keepNothing(services, config);
  const plugins = await services.registries(options.onProblem);
  // A tool that is named on the command line was asked for; all others may be missing.
  for (const rule of options.allowedTools.flatMap(splitRules)) await plugins.tools.load(parseRule(rule).tool);
  const registries = await withMcp(services, await withSkills(services, plugins), options);
  const session = await openSession(services, options.session, systemClock);
  services.inSession(session.id);
  try {
    return await openedChat(services, config, registries, session, options);
  } catch (thrown) {
    await session.release();
    throw thrown;
  }
}

async function openedChat(
  services: Services,
  config: Config,
  plugins: Registries,
  session: OpenedSession,
  options: ChatOptions,
): Promise<Chat> {
  const { onProblem } = options;
  const problemsOf = (plugin: string) => (message: string): void => onProblem({ plugin, message });
  const spending = openSpending(services, session.id);
  const settings = turnSettings(services, plugins, options, spending);
  const given = { ...options, model: options.model ?? modelOf(session, config) };
  const state: ChatState = { given, now: await settings(config, given) };
  spending.use(state.now.budgets);
  const tools = [...plugins.tools.list().map(({ id }) => id), taskToolName];
  unknownTools(state.now.policy, tools).forEach(problemsOf("permissions"));
  const hooks = userHooks(services);
  const ask = hookedAsk(options.ask, hooks, session.id);
  const gatekeeper = new Gatekeeper(state.now.policy, ask, remembering(services, config, problemsOf("permissions")));
  const secretNames = await secretVariables(services);
  const machineOf = (tell: ChatOptions["onProblem"]): Machine => chatMachine(services, () => state.now, secretNames, tell);
  const own = machineOf(onProblem);
  const checkpoints = openCheckpoints(services, { sessionId: session.id, config, onProblem: problemsOf("checkpoints") });
  const machine = (): Machine => checkpoints.recording(machineOf(() => undefined));
  const executing: Chief["executing"] = (sub, subTools) => checkpoints.executing(sub, subTools);
  const chief = { services, config, now: () => state.now, payer: spending, gatekeeper, machine, executing };
  const { registries, tasks } = await withSubAgents({ ...chief, secretNames, onProblem }, plugins);
  const conversation = conversationOf(services, session, () => state.now.turn.model);
  if (session.resumed) await endBrokenOff(services, conversation, problemsOf("checkpoints"));
  const hiding = services.hiding(secretNames);
  const change = async (mode: PermissionMode): Promise<void> => chat.change({ permissionMode: mode });
  const planning = { mode: () => state.now.policy.mode, ask: options.askUser, change };
  const recorded = { machine: checkpoints.recording(own), audit: services.audit };
  const step = chatStep(registries, { ...recorded, asked: gatekeeper, hiding, userHooks: hooks }, checkpoints, planning);
  const late = lateRules(services, state.now.system, session.history, problemsOf("project rules"));
  const declared = withPlanTool(await declarations(registries, onProblem));
  const head = (): RequestHead => ({ system: state.now.turn.system, tools: declared });
  const context = new ChatContext({
    services,
    registries,
    now: () => state.now,
    request: () => ({ ...head(), messages: conversation.messages }),
  });
  const toCompact = compactParts({ state, conversation, spending, registries, hooks });
  const toolStep = noticing(step, registries.tools, own, late);
  const output = await readJsonSchema(options.jsonSchema, services.environment.cwd);
  const parts = { services, state, session, registries, conversation, spending, hooks, context, late, head, toCompact, toolStep };
  const agent = chatAgent({ ...parts, output, steering: options.steering, onProblem });
  const leave = checkpoints.leaving(leaving(services, agent, conversation, session, spending, own));
  answerServers(services, { ask: options.ask, elicit: options.elicit, model: () => state.now.turn });
  const reach = { gatekeeper, machine: own, hiding };
  const face = { services, state, settings, agent, conversation, spending, checkpoints, context, late, reach, tasks, leave };
  const chat = chatFace({ ...face, executor: step.executor, toCompact: () => toCompact("manual"), onProblem });
  return chat;
}

function leaving(
  services: Services,
  agent: Agent,
  conversation: Conversation,
  session: OpenedSession,
  spending: Spending,
  own: Machine,
): () => Promise<void> {
  return async () => {
    await agent.end().catch(() => undefined);
    await own.end?.().catch(() => undefined);
    await Promise.all([spending.settled(), sandboxOf(services).close()]);
    // All that was said is on disk. The hold of a process that has ended binds nobody, so one that stays is no failure.
    if (conversation.intact) await session.release().catch(() => undefined);
  };
}

function modelOf(session: OpenedSession, config: Config): string | undefined {
  return config.locked("model") === undefined ? session.model : undefined;
}

async function declarations(
  { tools }: Registries,
  onProblem: ChatOptions["onProblem"],
): Promise<readonly ToolDeclaration[]> {
  return tools.declarations((error) => {
    const problem = problemOfLoading(error);
    if (problem !== undefined) onProblem(problem);
  });
}

function conversationOf(services: Services, session: OpenedSession, model: () => ModelRef): Conversation {
  const conversation = new Conversation({
    sessionId: session.id,
    openStore: async () => services.store(),
    prepare: async (store) => {
      const [first] = conversation.messages;
      await session.prepare(store, first === undefined ? "" : promptOf(first));
      await store.setModel(session.id, formatModelRef(model()));
    },
    history: session.history,
  });
  return conversation;
}

/** What the user wrote, without what is attached to it. */
function promptOf({ parts: [first] }: Message): string {
  return first?.type === "text" ? first.text : "";
}
