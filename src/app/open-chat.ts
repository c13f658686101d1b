import { AinError } from "@ainative-code/sdk";
import type { Message, Part, ToolDeclaration } from "@ainative-code/sdk";
import { Agent } from "../core/agent/agent.ts";
import { posixWord, windowsWord } from "../core/agent/typed-word.ts";
import type { AgentChange } from "../core/agent/agent.ts";
import type { AgentEvent } from "../core/agent/agent-event.ts";
import { compact } from "../core/agent/compact.ts";
import type { Compacted } from "../core/agent/compact.ts";
import { Conversation } from "../core/agent/conversation.ts";
import type { SystemPart } from "../core/agent/system-prompt.ts";
import { withinTime } from "../core/agent/time-limit.ts";
import type { BudgetSettings } from "../core/budget/limits.ts";
import type { Spending } from "../core/budget/spending.ts";
import type { Ask } from "../core/permissions/ask.ts";
import type { Place } from "../core/permissions/denied-reads.ts";
import { Gatekeeper } from "../core/permissions/gatekeeper.ts";
import type { PermissionMode, Policy } from "../core/permissions/policy.ts";
import { parseRule, splitRules } from "../core/permissions/rule.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import { problemOfLoading } from "../core/plugins/load-module.ts";
import { formatModelRef, parseModelRef } from "../core/providers/model-ref.ts";
import type { ModelRef } from "../core/providers/model-ref.ts";
import { newId } from "../core/sessions/id.ts";
import type { Machine } from "../core/tools/executor.ts";
import type { Hiding } from "../core/tools/hide-secrets.ts";
import { remembering } from "./approvals.ts";
import { lateRules, noticing } from "./context/rules-context.ts";
import { systemOf, type SystemOptions } from "./context/system.ts";
import { changed } from "./chat-change.ts";
import type { ChatChange } from "./chat-change.ts";
import { systemClock } from "./clock.ts";
import { keepNothing, toldAsKept } from "./ephemeral.ts";
import type { Config } from "./config.ts";
import { machine } from "./machine.ts";
import type { ServerSources } from "./mcp/configured-servers.ts";
import { closeMcp, refreshMcp, withMcp } from "./mcp/open-mcp.ts";
import { modelStreams } from "./model-streams.ts";
import type { StreamSettings } from "./model-streams.ts";
import { openSession } from "./open-session.ts";
import { budgetsOf, openSpending } from "./open-spending.ts";
import type { OpenedSession, SessionChoice } from "./open-session.ts";
import { readJsonSchema } from "./read-json-schema.ts";
import { refuseLocked } from "./refuse-locked.ts";
import { secretVariables } from "./secret-variables.ts";
import { responseCache } from "./response-caches.ts";
import type { Registries, Services } from "./services.ts";
import { deniedReadsOf, policyOf, toolStepOf } from "./tool-step.ts";
import { unknownTools } from "./unknown-tools.ts";

/** The machine, and who is asked before it is touched. */
export interface Reach {
  readonly gatekeeper: Gatekeeper;
  readonly machine: Machine;
  /** Takes the run's secrets out of what the model is told. */
  readonly hiding: Hiding;
}

export interface ChatOptions extends SystemOptions {
  readonly session: SessionChoice;
  /** `provider/model`, in place of the session's and the config's. */
  readonly model?: string | undefined;
  readonly permissionMode?: PermissionMode | undefined;
  /** Rules besides those of the config, each text one or several. */
  readonly allowedTools: readonly string[];
  readonly disallowedTools: readonly string[];
  readonly maxTurns?: number | undefined;
  /** The form of the final answer: a JSON Schema, or the path of a file with one. */
  readonly jsonSchema?: string | undefined;
  /** What this process may spend, in US dollars. */
  readonly maxBudgetUsd?: number | undefined;
  /** Files that name MCP servers, and whether they alone count. */
  /** Nothing of the conversation is kept. */
  readonly ephemeral?: boolean | undefined;
  readonly mcp?: ServerSources | undefined;
  /** Path of the tape to record on. */
  readonly record?: string | undefined;
  /** Puts open questions before a person; without it they are refusals. */
  readonly ask?: Ask | undefined;
  readonly onProblem: (problem: PluginProblem) => void;
}

export interface Chat {
  readonly sessionId: string;
  /** `provider/model`. */
  readonly model: string;
  readonly permissionMode: PermissionMode;
  /** What the model has been told and has said since the last compaction. */
  messages(): readonly Message[];
  /** Answers one prompt. One run at a time; the next one goes on where this one ended, however it did. */
  run(prompt: string, signal: AbortSignal, attachments?: readonly Part[]): AsyncGenerator<AgentEvent, void>;
  /** For the next run, by the settings as they are now. Throws `AinError` for what can't be used; then nothing changes. */
  change(change: ChatChange): Promise<void>;
  /** Sums the conversation up and goes on with that alone. Throws `AinError`; then nothing changes. */
  compact(focus: string, signal: AbortSignal): Promise<Compacted>;
  /** Asks what has to be asked before something is read or run by the user's wish. */
  readonly reach: Reach;
  /** Gives the session back; what else was opened may serve the next one. Never throws. */
  leave(): Promise<void>;
  /** Gives the session back and closes what was opened. Never throws. */
  close(): Promise<void>;
}

/** Puts an agent together for one session. Throws `AinError` for whatever can't be used as asked. */
export async function openChat(services: Services, options: ChatOptions): Promise<Chat> {
  const config = await services.config();
  refuseLocked(config, options);
  const plugins = await services.registries(options.onProblem);
  if (options.ephemeral === true) keepNothing(services, config);
  // A tool that is named on the command line was asked for; all others may be missing.
  for (const rule of options.allowedTools.flatMap(splitRules)) await plugins.tools.load(parseRule(rule).tool);
  const registries = await withMcp(services, plugins, options);
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
  registries: Registries,
  session: OpenedSession,
  options: ChatOptions,
): Promise<Chat> {
  let given: ChatChange = { ...options, model: options.model ?? modelOf(session, config) };
  const spending = openSpending(services, session.id);
  const settings = turnSettings(services, registries, options, spending);
  let now = await settings(config, given);
  spending.use(now.budgets);
  const tools = registries.tools.list().map(({ id }) => id);
  for (const message of unknownTools(now.policy, tools)) options.onProblem({ plugin: "permissions", message });
  const gatekeeper = new Gatekeeper(now.policy, options.ask, remembering(services, (message) => options.onProblem({ plugin: "permissions", message })));
  const secretNames = await secretVariables(services);
  const own = machineFor(services, () => now, secretNames);
  const conversation = conversationOf(services, session, () => now.turn.model);
  const step = toolStepOf(registries, { asked: gatekeeper, machine: own, audit: services.audit, hiding: services.hiding(secretNames) });
  const late = lateRules(services, now.system, session.history, (message) => options.onProblem({ plugin: "project rules", message }));
  const agent = new Agent({
    ...now.turn,
    conversation,
    resumed: session.resumed,
    cwd: services.environment.cwd,
    dispatched: async () => services.requestSent().then(() => refreshMcp(services, options.onProblem)),
    tools: await declarations(registries, options),
    output: await readJsonSchema(options.jsonSchema, services.environment.cwd),
    toolStep: noticing(step, registries.tools, own, late),
    late,
    hooks: registries.hooks,
    onLate: registries.onLate,
    spending,
    advice: { own: now.policy.own, word: services.environment.platform === "win32" ? windowsWord : posixWord },
    clock: systemClock,
    newId,
  });
  const leave = leaving(agent, conversation, session, spending);
  return {
    sessionId: session.id,
    get model() {
      return formatModelRef(now.turn.model);
    },
    get permissionMode() {
      return now.policy.mode;
    },
    messages: () => conversation.messages,
    run: (prompt, signal, attachments) => withinTime((inTime) => toldAsKept(services, agent.run(prompt, inTime, attachments)), now.limitMs, systemClock, signal),
    async change(change) {
      const asked = changed({ ...given, model: formatModelRef(now.turn.model) }, change);
      const next = await settings(await services.config(), asked, now.turn);
      if (conversation.prepared) await (await services.store()).setModel(session.id, formatModelRef(next.turn.model));
      [now, given] = [next, asked];
      agent.use(next.turn);
      gatekeeper.use(next.policy);
      spending.use(next.budgets);
    },
    compact: async (focus, signal) => compact({ ...now.turn, conversation, spending, clock: systemClock, newId, onLate: registries.onLate }, focus, signal),
    reach: { gatekeeper, machine: own, hiding: services.hiding(secretNames) },
    leave,
    close: async () => leave().then(async () => closeMcp(services)).then(async () => services.close()).catch(() => undefined),
  };
}

/** What is denied or confined follows the settings of the turn. */
function machineFor({ environment }: Services, now: () => TurnSettings, secretVariables: readonly string[]): ReturnType<typeof machine> {
  return machine({
    environment,
    unconfined: () => now().policy.mode === "bypass",
    denied: (file) => now().denied(file),
    secretVariables,
  });
}

function leaving(agent: Agent, conversation: Conversation, session: OpenedSession, spending: Spending): () => Promise<void> {
  return async () => {
    await agent.end().catch(() => undefined);
    await spending.settled();
    // All that was said is on disk. The hold of a process that has ended binds nobody, so one that stays is no failure.
    if (conversation.intact) await session.release().catch(() => undefined);
  };
}

function modelOf(session: OpenedSession, config: Config): string | undefined {
  return config.locked("model") === undefined ? session.model : undefined;
}

async function declarations({ tools }: Registries, { onProblem }: ChatOptions): Promise<readonly ToolDeclaration[]> {
  return tools.declarations((error) => {
    const problem = problemOfLoading(error);
    if (problem !== undefined) onProblem(problem);
  });
}

interface TurnSettings {
  readonly turn: Required<AgentChange>;
  readonly system: readonly SystemPart[];
  readonly policy: Policy;
  readonly budgets: BudgetSettings;
  readonly denied: (file: Place) => boolean;
  /** Milliseconds for one prompt. */
  readonly limitMs: number | undefined;
}

/** Everything of a run that settings decide. */
function turnSettings(
  services: Services,
  registries: Registries,
  options: ChatOptions,
  spending: Spending,
): (config: Config, change: ChatChange, before?: TurnSettings["turn"]) => Promise<TurnSettings> {
  const streamOf = modelStreams(services, registries.providers, { record: options.record, purse: spending });
  return async (config, change, before) => {
    const model = chooseModel(change.model ?? config.core.model);
    const permissionMode = change.permissionMode ?? config.core.permissions.mode;
    if (before !== undefined) refuseLocked(config, { ...options, ...change });
    const policy = policyOf(config, permissionMode, options, services);
    const { timeoutSeconds } = config.core.chat;
    const tell: ChatOptions["onProblem"] = before === undefined ? options.onProblem : () => undefined;
    const system = await systemOf(services, permissionMode, options, (message) => tell({ plugin: "project rules", message }));
    return {
      system,
      turn: {
        model,
        permissionMode,
        stream: await streamOf(model, await streamSettings(services, config, options)),
        system: system.map(({ text }) => text),
        maxTurns: options.maxTurns ?? config.core.chat.maxTurns,
        maxOutputTokens: config.core.chat.maxOutputTokens,
        effort: config.core.chat.effort,
      },
      policy,
      budgets: budgetsOf(config, change.maxBudgetUsd),
      denied: await deniedReadsOf(policy, registries),
      limitMs: timeoutSeconds === undefined ? undefined : timeoutSeconds * 1000,
    };
  };
}

async function streamSettings(services: Services, { core }: Config, { onProblem }: ChatOptions): Promise<StreamSettings> {
  const { fallbackModels, idleTimeoutSeconds } = core.chat;
  const cache = await responseCache(services, core.responseCache, (message) => {
    onProblem({ plugin: "response cache", message });
  });
  return { fallbacks: fallbackModels.map(parseModelRef), idleMs: idleTimeoutSeconds * 1000, cache };
}

function chooseModel(text: string | undefined): ModelRef {
  if (text !== undefined) return parseModelRef(text);
  throw new AinError("not-configured", "No model is chosen yet.", {
    actions: [
      "Set it up: ainative-code setup",
      "Name one for this run: -m PROVIDER/MODEL (see: ainative-code providers list, ainative-code models list)",
      "Or for good: ainative-code config set model PROVIDER/MODEL",
      "Or watch a recorded run without any key: ainative-code demo",
    ],
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
