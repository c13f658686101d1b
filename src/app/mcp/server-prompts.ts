import { AinError, toAinError } from "@ainative-code/sdk";
import type { Part } from "@ainative-code/sdk";
import type { AgentEvent } from "../../core/agent/agent-event.ts";
import { splitCommand } from "../../core/auth/split-command.ts";
import { isRecord } from "../../core/config/is-record.ts";
import { contentParts } from "../../core/mcp/result-parts.ts";
import type { ServerPrompt } from "../../core/mcp/server-facts.ts";
import type { ServerHandle } from "../../core/mcp/server-handle.ts";
import { toolName, toolPrefix } from "../../core/mcp/tool-name.ts";
import { boundedContent, truncateText } from "../../core/tools/truncate.ts";
import type { Chat } from "../chat.ts";
import type { Services } from "../services.ts";
import { poolOf } from "./open-mcp.ts";
import { readResource } from "./resource-tool.ts";
import type { ServerPool } from "./server-pool.ts";

/** A prompt of a server, as it is typed behind a slash. */
export interface NamedPrompt {
  readonly name: string;
  readonly summary: string;
}

/** Those of the servers that were reached before, in this run or an earlier one. */
export function serverPrompts(services: Services): readonly NamedPrompt[] {
  return (poolOf(services)?.handles ?? []).flatMap(({ server, facts }) =>
    (facts?.prompts ?? []).map(({ name, description }) => ({ name: toolName(server.name, name), summary: description })),
  );
}

/** Whether a word behind a slash may mean a prompt of a server: `mcp__server__prompt` or `server:prompt`. */
export function meansPrompt(services: Services, word: string): boolean {
  return serverOf(poolOf(services), word) !== undefined;
}

/** Runs a prompt with what it takes from servers: the prompt that it names, and the resources (`@server:uri`) in it. */
async function* withServers(
  services: Services,
  chat: Pick<Chat, "sessionId" | "run">,
  prompt: string,
  signal: AbortSignal,
  attached: readonly Part[] = [],
): AsyncGenerator<AgentEvent, void> {
  const pool = poolOf(services);
  if (pool === undefined || pool.handles.length === 0 || !/^\/|@/.test(prompt)) return yield* chat.run(prompt, signal, attached);
  try {
    const named = await namedPrompt(pool, prompt, signal);
    const { text, parts } = named ?? { text: prompt, parts: [] };
    const resources = named === undefined ? await mentioned(pool, prompt, signal) : [];
    yield* chat.run(text, signal, [...attached, ...parts, ...resources]);
  } catch (thrown) {
    const outcome = { kind: "failed", error: toAinError(thrown) } as const;
    yield { type: "result", outcome, sessionId: chat.sessionId, text: "", steps: 0, usage: undefined, durationMs: 0 };
  }
}

/** A run that does so. */
export function servedRun(services: Services, sessionId: string, run: Chat["run"]): Chat["run"] {
  return (prompt, signal, attached) => withServers(services, { sessionId, run }, prompt, signal, attached);
}

interface Taken {
  readonly text: string;
  readonly parts: readonly Part[];
}

async function namedPrompt(pool: ServerPool, prompt: string, signal: AbortSignal): Promise<Taken | undefined> {
  const [, word = "", argument = ""] = /^\/(\S+)\s*([^]*)$/.exec(prompt.trim()) ?? [];
  const handle = serverOf(pool, word);
  if (handle === undefined) return undefined;
  const { name } = handle.server;
  const { prompts } = handle.facts ?? (await handle.learn(signal));
  const found = prompts.find((one) => toolName(name, one.name) === word || `${name}:${one.name}` === word);
  if (found === undefined) {
    const all = prompts.map((one) => `/${toolName(name, one.name)}`).join(", ");
    throw new AinError("invalid-input", `The MCP server ${name} has no prompt /${word}.`, {
      actions: [all === "" ? "It has none at all." : `Those it has: ${all}`],
    });
  }
  const given = givenArguments(found, argument, word);
  const messages = await handle.use(
    async (connection, limits) => connection.getPrompt(found.name, given, { ...limits, signal }),
    signal,
  );
  return takenFrom(messages);
}

function serverOf(pool: ServerPool | undefined, word: string): ServerHandle | undefined {
  return pool?.handles.find(({ server }) => word.startsWith(toolPrefix(server.name)) || word.startsWith(`${server.name}:`));
}

/** `name=value` where the prompt has an argument of that name; else one after the other, the last one with all that is left. */
function givenArguments(prompt: ServerPrompt, argument: string, word: string): Record<string, string> {
  const split = splitCommand(argument);
  const words = argument.trim() === "" ? [] : "words" in split ? split.words : argument.trim().split(/\s+/);
  const names = prompt.arguments.map(({ name }) => name);
  const given: Record<string, string> = {};
  for (const one of words) {
    const [, name = "", value = ""] = /^([^=\s]+)=([^]*)$/.exec(one) ?? [];
    const next = names.find((each) => !Object.hasOwn(given, each));
    const last = names.at(-1) ?? "";
    if (names.includes(name)) given[name] = value;
    else if (next !== undefined) given[next] = one;
    else if (last !== "") given[last] = `${given[last] ?? ""} ${one}`;
  }
  const missing = prompt.arguments
    .filter(({ name, required }) => required && !Object.hasOwn(given, name))
    .map(({ name }) => name);
  if (missing.length === 0) return given;
  const form = prompt.arguments.map(({ name, required }) => (required ? `${name}=…` : `[${name}=…]`)).join(" ");
  throw new AinError("invalid-input", `/${word} needs ${missing.join(", ")}.`, { actions: [`Write it as: /${word} ${form}`] });
}

function takenFrom(messages: readonly unknown[]): Taken {
  const blocks = messages.slice(0, 100).flatMap((message) => {
    if (!isRecord(message)) return [];
    const parts = contentParts(Array.isArray(message["content"]) ? message["content"] : [message["content"]]);
    return message["role"] === "assistant" && messages.length > 1
      ? parts.map((part) => (part.type === "text" ? { ...part, text: `Assistant: ${part.text}` } : part))
      : parts;
  });
  const text = blocks.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n\n");
  return {
    text: text === "" ? "(The prompt has no text.)" : truncateText(text),
    parts: blocks.filter((part) => part.type !== "text"),
  };
}

/** `@server:uri` at the beginning of a word. */
const mention = /(?<![^\s(])@([^\s:@]+):([^\s"@,;]*[^\s"@,;.!?)])/g;

async function mentioned(pool: ServerPool, prompt: string, signal: AbortSignal): Promise<readonly Part[]> {
  const found = [...prompt.matchAll(mention)].flatMap(([, server = "", uri = ""]) => {
    const handle = pool.handles.find((one) => one.server.name === server);
    return handle === undefined ? [] : [{ handle, uri }];
  });
  const read = await Promise.all(found.map(async ({ handle, uri }) => readResource(handle, uri, signal)));
  // Each is as long as the result of a tool may be, at most.
  return read.flatMap((parts) => boundedContent(parts));
}
