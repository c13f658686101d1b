import type { ProviderRequest, StreamEvent, Tool } from "@ainative-code/sdk";
import { inMemoryHost } from "@ainative-code/test-kit";
import { randomUUID } from "node:crypto";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machine } from "../../../src/app/machine.ts";
import { Agent } from "../../../src/core/agent/agent.ts";
import type { AgentEvent, ResultEvent } from "../../../src/core/agent/agent-event.ts";
import { Conversation } from "../../../src/core/agent/conversation.ts";
import { Gatekeeper } from "../../../src/core/permissions/gatekeeper.ts";
import { HookRunner } from "../../../src/core/plugins/hook-runner.ts";
import type { TakenHook } from "../../../src/core/plugins/hook-runner.ts";
import { contributionSet } from "../../../src/core/plugins/late-contributions.ts";
import type { SessionStore } from "../../../src/core/sessions/store.ts";
import { Executor } from "../../../src/core/tools/executor.ts";
import { ToolRegistry } from "../../../src/core/tools/tool-registry.ts";
import { checkSchema } from "../../../src/infra/schema/check-schema.ts";
import { openSessionStore } from "../../../src/infra/sqlite/open-session-store.ts";
import { fakeClock } from "../fake-clock.ts";

export type Answer = readonly StreamEvent[] | ((request: ProviderRequest) => AsyncGenerator<StreamEvent, void>);

export const says = (text: string): StreamEvent[] => [
  { type: "text-start", part: 0 },
  { type: "text-delta", part: 0, text },
  { type: "text-end", part: 0 },
  { type: "finish", stop: { reason: "stop" }, usage: { input: { total: 2, fresh: 2, cacheRead: 0, cacheWrite: 0 }, output: { total: 1 } } },
];

export const calls = (...names: readonly string[]): StreamEvent[] => [
  ...names.flatMap((name, part): StreamEvent[] => [
    { type: "tool-start", part, id: `${name}-${part}`, name },
    { type: "tool-end", part, call: { type: "tool-call", id: `${name}-${part}`, name, input: {} } },
  ]),
  { type: "finish", stop: { reason: "tool-calls" } },
];

export interface AgentScene {
  /** When each tool began and ended. */
  readonly order: readonly string[];
  readonly store: () => SessionStore;
  agent(answers: readonly Answer[], options?: AgentSceneOptions): { readonly agent: Agent; readonly requests: readonly ProviderRequest[]; readonly id: string };
  run(loop: Agent, signal?: AbortSignal): Promise<{ readonly events: readonly AgentEvent[]; readonly result: ResultEvent }>;
  /** What is on disk: role and kinds of parts. */
  saved(id: string): Promise<readonly string[]>;
}

export interface AgentSceneOptions {
  readonly hooks?: readonly TakenHook[];
  readonly maxTurns?: number;
  readonly store?: () => Promise<SessionStore>;
  readonly onLate?: () => void;
  /** In place of the three that note when they begin and end. */
  readonly tools?: readonly Tool[];
}

/** For a `describe`: an agent with three tools, a store of its own for each test and a model that says what it is told to. */
export function agentScene(): AgentScene {
  let folder: string;
  let store: SessionStore;
  const order: string[] = [];
  beforeEach(async () => {
    order.length = 0;
    folder = realpathSync(mkdtempSync(join(tmpdir(), "agent-")));
    store = await openSessionStore({ file: join(folder, "sessions.db"), driver: "node-sqlite" });
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  return {
    order,
    store: () => store,
    agent: (answers, options = {}) => agentIn(folder, options.store ?? (() => Promise.resolve(store)), order, answers, options),
    async run(loop, signal = new AbortController().signal) {
      const events: AgentEvent[] = [];
      for await (const event of loop.run("do it", signal)) events.push(event);
      const result = events.at(-1);
      if (result?.type !== "result") throw new Error("no result");
      return { events, result };
    },
    saved: async (id) => (await store.context(id)).map(({ message }) => `${message.role} ${message.parts.map((part) => part.type).join(",")}`),
  };
}

/** Each tool notes when it begins and ends. */
function toolsNoting(order: string[]): readonly Tool[] {
  const tool = (name: string, risk: Tool["risk"]): Tool => ({
    name,
    description: name,
    risk,
    input: { type: "object" },
    run: async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(`${name} ends`);
      return { content: `${name} done` };
    },
  });
  return [tool("look", "read"), tool("peek", "read"), tool("act", "execute")];
}

function registryOf(tools: readonly Tool[]): ToolRegistry {
  const made = tools.map((value) => ({
    contribution: { kind: "tool" as const, id: value.name, plugin: "p", module: undefined, secrets: [] },
    value,
  }));
  return new ToolRegistry(contributionSet<Tool>([], made, () => Promise.reject(new Error("none"))), () => inMemoryHost({ plugin: "p" }));
}

function agentIn(
  folder: string,
  openStore: () => Promise<SessionStore>,
  order: string[],
  answers: readonly Answer[],
  options: AgentSceneOptions,
): ReturnType<AgentScene["agent"]> {
  const id = randomUUID();
  const requests: ProviderRequest[] = [];
  const hooks = new HookRunner(options.hooks ?? [], { onProblem: () => undefined });
  const registry = registryOf(options.tools ?? toolsNoting(order));
  const executor = new Executor({
    registry,
    gatekeeper: new Gatekeeper({ mode: "bypass", allow: [], deny: [] }, undefined),
    hooks,
    machine: machine({ environment: { env: process.env, platform: process.platform, cwd: folder }, unconfined: false, secretVariables: [] }),
    check: checkSchema,
    clock: fakeClock(),
  });
  const prepare = async (store: SessionStore): Promise<void> => store.create({ id, title: "t", cwd: folder, createdAt: new Date(0).toISOString() });
  const agent = new Agent({
    conversation: new Conversation({ sessionId: id, openStore, prepare, history: [] }),
    resumed: false,
    cwd: folder,
    permissionMode: "ask",
    model: { provider: "p", model: "m" },
    stream: async function* stream(request) {
      const answer = answers[requests.push({ ...request, messages: [...request.messages] }) - 1] ?? [];
      if (typeof answer === "function") yield* answer(request);
      else yield* answer;
    },
    dispatched: () => Promise.resolve(),
    system: ["system"],
    tools: [],
    toolStep: { executor, isRead: async ({ name }) => (await registry.load(name))?.tool.risk === "read" },
    hooks,
    clock: fakeClock(),
    newId: randomUUID,
    maxTurns: options.maxTurns ?? 10,
    maxOutputTokens: undefined,
    ...(options.onLate === undefined ? {} : { onLate: options.onLate }),
  });
  return { agent, requests, id };
}
