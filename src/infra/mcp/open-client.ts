import { pathToFileURL } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { RequestOptions } from "@modelcontextprotocol/sdk/shared/protocol.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
  LoggingMessageNotificationSchema,
  PromptListChangedNotificationSchema,
  ResultSchema,
  ToolListChangedNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { isAinError, type AinError } from "@ainative-code/sdk";
import { isRecord } from "../../core/config/is-record.ts";
import { calmLog } from "../../core/mcp/calm-log.ts";
import { cleanText } from "../../core/mcp/clean-text.ts";
import type { McpConnection, RequestLimits, ServerEvents, ServerQuestions } from "../../core/mcp/connection.ts";
import { answerElicitation } from "./answer-elicitation.ts";
import { answerSampling } from "./answer-sampling.ts";
import { requestError } from "./request-error.ts";

export interface ClientSetup {
  /** As the settings call it. */
  readonly server: string;
  readonly version: string;
  /** The working folder, told to the server as its root. Absolute. */
  readonly cwd: string;
  readonly questions: ServerQuestions;
  readonly events: ServerEvents;
}

/** Of one list. A server that always knows another page is not believed. */
const mostPages = 50;

/**
 * Connects over a transport that is not begun, and gives the open connection. Throws as `McpConnection` does; then it is
 * closed.
 */
export async function openClient(transport: Transport, setup: ClientSetup, limits: RequestLimits): Promise<McpConnection> {
  const client = new Client(
    { name: "ainative-code", title: "AINative Code", version: setup.version },
    {
      capabilities: { elicitation: { form: { applyDefaults: true }, url: {} }, sampling: {}, roots: { listChanged: true } },
      // Results are checked where they are used, by what we need of them.
      jsonSchemaValidator: {
        getValidator: () => (data: unknown) => ({ valid: true, data: data as never, errorMessage: undefined }),
      },
    },
  );
  listen(client, setup);
  try {
    await client.connect(transport, optionsOf(limits));
  } catch (thrown) {
    await client.close().catch(() => undefined);
    await transport.close().catch(() => undefined);
    throw requestError(thrown, setup.server, limits.signal);
  }
  return connection(client, transport, setup);
}

function listen(client: Client, { cwd, questions, events }: ClientSetup): void {
  const onLog = calmLog(events.onLog, () => performance.now());
  client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [{ uri: pathToFileURL(cwd).href, name: "working folder" }] }));
  client.setRequestHandler(ElicitRequestSchema, async ({ params }, { signal }) => answerElicitation(questions, params, signal));
  client.setRequestHandler(CreateMessageRequestSchema, async ({ params }, { signal }) =>
    answerSampling(questions, params, signal),
  );
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => events.onChanged());
  client.setNotificationHandler(PromptListChangedNotificationSchema, () => events.onChanged());
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params: { level, logger, data } }) => {
    const text = typeof data === "string" ? data : JSON.stringify(data);
    onLog(levelOf(level), cleanText(logger === undefined ? text : `${logger}: ${text}`, 2000));
  });
  client.onerror = (error) => onLog("debug", cleanText(error.message, 2000));
}

function connection(client: Client, transport: Transport, { server, events }: ClientSetup): McpConnection {
  let closed = false;
  let why: AinError | undefined;
  const { onerror } = client;
  client.onerror = (error) => {
    // Of what ends the connection, as a message without end does, whoever waits for an answer is to hear.
    if (isAinError(error) && error.code === "protocol") why = error;
    onerror?.(error);
  };
  client.onclose = () => {
    if (!closed) events.onLost();
    closed = true;
  };
  const ask = async (
    method: string,
    params: Record<string, unknown>,
    limits: RequestLimits,
  ): Promise<Readonly<Record<string, unknown>>> => {
    try {
      return await client.request({ method, params }, ResultSchema, optionsOf(limits));
    } catch (thrown) {
      throw requestError(closed && !limits.signal.aborted ? (why ?? thrown) : thrown, server, limits.signal);
    }
  };
  const listed = async (method: string, member: string, limits: RequestLimits): Promise<readonly unknown[]> => {
    const all: unknown[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const given = await ask(method, cursor === undefined ? {} : { cursor }, limits);
      all.push(...listOf(given[member]));
      const next = given["nextCursor"];
      if (typeof next !== "string" || next === cursor) break;
      cursor = next;
    }
    return all;
  };
  const { name = "", version = "" } = client.getServerVersion() ?? {};
  const { tools, prompts, resources } = client.getServerCapabilities() ?? {};
  return {
    title: cleanText(`${name} ${version}`, 200),
    offers: { tools: tools !== undefined, prompts: prompts !== undefined, resources: resources !== undefined },
    listTools: async (limits) => listed("tools/list", "tools", limits),
    listPrompts: async (limits) => listed("prompts/list", "prompts", limits),
    listResources: async (limits) => {
      const found = await listed("resources/list", "resources", limits);
      const templates = await listed("resources/templates/list", "resourceTemplates", limits).catch(() => []);
      return [...found, ...templates];
    },
    callTool: async (name, input, limits) => ask("tools/call", { name, arguments: { ...input } }, limits),
    readResource: async (uri, limits) => listOf((await ask("resources/read", { uri }, limits))["contents"]),
    getPrompt: async (name, given, limits) =>
      listOf((await ask("prompts/get", { name, arguments: { ...given } }, limits))["messages"]),
    async close() {
      closed = true;
      await endSession(transport);
      await client.close().catch(() => undefined);
    },
  };
}

/** A server that keeps a session is told that it is over; nobody waits long for its answer. */
async function endSession(transport: Transport): Promise<void> {
  if (!("terminateSession" in transport) || typeof transport.terminateSession !== "function") return;
  const ended = Promise.resolve(Reflect.apply(transport.terminateSession, transport, [])).catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([ended, new Promise((resolve) => (timer = setTimeout(resolve, 500)))]);
  clearTimeout(timer);
}

function optionsOf({ signal, timeoutMs, onProgress }: RequestLimits): RequestOptions {
  return {
    signal,
    timeout: timeoutMs,
    resetTimeoutOnProgress: true,
    ...(onProgress === undefined
      ? {}
      : { onprogress: ({ progress, total, message }) => onProgress(progressText(progress, total, message)) }),
  };
}

function progressText(progress: number, total: number | undefined, message: string | undefined): string {
  const count = total === undefined ? String(progress) : `${progress} of ${total}`;
  return `${message === undefined ? count : `${cleanText(message, 500)} (${count})`}\n`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : isRecord(value) ? [value] : [];
}

function levelOf(level: string): "debug" | "info" | "warn" | "error" {
  if (level === "warning") return "warn";
  return level === "debug" || level === "info" ? level : level === "notice" ? "info" : "error";
}
