import { AinError } from "@ainative-code/sdk";
import { Agent } from "../core/agent/agent.ts";
import type { AgentEvent } from "../core/agent/agent-event.ts";
import { Conversation } from "../core/agent/conversation.ts";
import { systemPrompt } from "../core/agent/system-prompt.ts";
import type { Ask } from "../core/permissions/ask.ts";
import { Gatekeeper } from "../core/permissions/gatekeeper.ts";
import type { PermissionMode } from "../core/permissions/policy.ts";
import { parseRule, splitRules } from "../core/permissions/rule.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import { problemOfLoading } from "../core/plugins/load-module.ts";
import { formatModelRef, parseModelRef } from "../core/providers/model-ref.ts";
import type { ModelRef } from "../core/providers/model-ref.ts";
import type { ModelStream } from "../core/providers/model-stream.ts";
import type { LoadedProvider } from "../core/providers/provider-registry.ts";
import { recordingProvider } from "../core/providers/recording.ts";
import { singleAttempt } from "../core/providers/single-attempt.ts";
import { newId } from "../core/sessions/id.ts";
import { Executor } from "../core/tools/executor.ts";
import type { ToolRegistry } from "../core/tools/tool-registry.ts";
import { readProjectRules } from "../infra/project/rules-files.ts";
import { checkSchema } from "../infra/schema/check-schema.ts";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { lawfulStream } from "./lawful-stream.ts";
import { machine } from "./machine.ts";
import { secretVariables } from "./secret-variables.ts";
import type { Registries, Services } from "./services.ts";
import { refuseLocked } from "./refuse-locked.ts";
import { openSession } from "./open-session.ts";
import type { OpenedSession, SessionChoice } from "./open-session.ts";

export interface ChatOptions {
  readonly session: SessionChoice;
  /** `provider/model`, in place of the session's and the config's. */
  readonly model?: string | undefined;
  readonly permissionMode?: PermissionMode | undefined;
  /** Rules besides those of the config, each text one or several. */
  readonly allowedTools: readonly string[];
  readonly disallowedTools: readonly string[];
  readonly maxTurns?: number | undefined;
  /** Path of the tape to record on. */
  readonly record?: string | undefined;
  /** Puts open questions before a person; without it they are refusals. */
  readonly ask?: Ask | undefined;
  readonly onProblem: (problem: PluginProblem) => void;
}

export interface Chat {
  run(prompt: string, signal: AbortSignal): AsyncGenerator<AgentEvent, void>;
  /** Gives the session back and closes what was opened. Never throws. */
  close(): Promise<void>;
}

/** Puts an agent together for one session. Throws `AinError` for whatever can't be used as asked. */
export async function openChat(services: Services, options: ChatOptions): Promise<Chat> {
  const config = await services.config();
  refuseLocked(config, options);
  const registries = await services.registries(options.onProblem);
  const session = await openSession(services, options.session, systemClock);
  const model = chooseModel(options.model ?? (config.locked("model") === undefined ? session.model : undefined) ?? config.core.model);
  const loaded = await registries.providers.load(model.provider);
  const mode = options.permissionMode ?? config.core.permissions.mode;
  // A tool that is named on the command line was asked for; all others may be missing.
  for (const rule of options.allowedTools.flatMap(splitRules)) await registries.tools.load(parseRule(rule).tool);
  const tools = await registries.tools.declarations((error) => {
    const problem = problemOfLoading(error);
    if (problem !== undefined) options.onProblem(problem);
  });
  const conversation = conversationOf(services, session, model);
  const agent = new Agent({
    conversation,
    resumed: session.resumed,
    cwd: services.environment.cwd,
    permissionMode: mode,
    model,
    stream: lawfulStream(model, await attemptOf(services, loaded, options.record), () => services.forgetSecrets(loaded.host.plugin)),
    dispatched: async () => services.requestSent(),
    system: await systemOf(services, mode),
    tools,
    toolStep: toolStep(services, config, registries, await secretVariables(services), mode, options),
    hooks: registries.hooks,
    clock: systemClock,
    newId,
    maxTurns: options.maxTurns ?? config.core.chat.maxTurns,
    maxOutputTokens: config.core.chat.maxOutputTokens,
  });
  return {
    run: (prompt, signal) => agent.run(prompt, signal),
    close: async () => {
      // All that was said is on disk. The hold of a process that has ended binds nobody, so one that stays is no failure.
      if (conversation.intact) await session.release().catch(() => undefined);
      await services.close().catch(() => undefined);
    },
  };
}

function chooseModel(text: string | undefined): ModelRef {
  if (text !== undefined) return parseModelRef(text);
  throw new AinError("not-configured", "No model is chosen yet.", {
    actions: [
      "Name one for this run: ainative-code chat -m openai/MODEL (with OPENAI_API_KEY set, or OPENAI_BASE_URL for a server of your own)",
      "Or for good: ainative-code config set model PROVIDER/MODEL",
      "See what is there: ainative-code providers list",
      "Or watch a recorded run without any key: ainative-code demo",
    ],
  });
}

async function systemOf(services: Services, permissionMode: PermissionMode): Promise<readonly string[]> {
  const { cwd, platform } = services.environment;
  const date = new Date(systemClock.now()).toISOString().slice(0, 10);
  return systemPrompt({ cwd, platform, date, permissionMode, rules: await readProjectRules(cwd) });
}

async function attemptOf(services: Services, { provider, host }: LoadedProvider, record: string | undefined): Promise<ModelStream> {
  if (record === undefined) return singleAttempt(provider, host);
  const [{ openTapeFile }, { machinePlaces }] = await Promise.all([
    import("../infra/tape/tape-file.ts"),
    import("../infra/tape/machine-places.ts"),
  ]);
  const write = await openTapeFile(record, new Date(systemClock.now()).toISOString());
  const recorded = recordingProvider(provider, write, machinePlaces(services.environment.cwd));
  return singleAttempt(recorded, host);
}

function conversationOf(services: Services, session: OpenedSession, model: ModelRef): Conversation {
  return new Conversation({
    sessionId: session.id,
    openStore: async () => services.store(),
    prepare: async (store) => {
      await session.prepare(store);
      await store.setModel(session.id, formatModelRef(model));
    },
    history: session.history,
  });
}

function toolStep(
  services: Services,
  config: Config,
  { tools, hooks }: Registries,
  secretVariables: readonly string[],
  mode: PermissionMode,
  options: ChatOptions,
): { readonly executor: Executor; readonly isRead: (call: { readonly name: string }) => Promise<boolean> } {
  const { permissions } = config.core;
  const policy = {
    mode,
    allow: [...permissions.allow, ...options.allowedTools.flatMap(splitRules)].map(parseRule),
    deny: [...permissions.deny, ...options.disallowedTools.flatMap(splitRules)].map(parseRule),
  };
  const executor = new Executor({
    registry: tools,
    gatekeeper: new Gatekeeper(policy, options.ask),
    hooks,
    machine: machine({ environment: services.environment, unconfined: mode === "bypass", secretVariables }),
    check: checkSchema,
    clock: systemClock,
  });
  return { executor, isRead: async (call) => isRead(tools, call.name) };
}

async function isRead(tools: ToolRegistry, name: string): Promise<boolean> {
  try {
    return (await tools.load(name))?.tool.risk === "read";
  } catch {
    return false;
  }
}

