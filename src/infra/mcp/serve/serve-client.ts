import { isAinError } from "@ainative-code/sdk";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListToolsRequestSchema,
  McpError,
} from "@modelcontextprotocol/sdk/types.js";
import { contentBlocks } from "../../../core/mcp/serve/content-blocks.ts";
import type { CallSurroundings, ServedClient, Serving } from "../../../core/mcp/serve/serving.ts";
import { toolAnnotations } from "../../../core/mcp/serve/tool-annotations.ts";
import { surroundingsOf } from "./call-surroundings.ts";
import { wantedLog } from "./wanted-log.ts";

type Surroundings = (extra: Parameters<typeof surroundingsOf>[2], logger: string) => CallSurroundings;

const instructions =
  "Coding tools of AINative Code, which work on the folder that it was started in. What its user has not allowed is asked about, or refused with the rule that would allow it.";

/** Serves one client over a transport that is not begun. Gives what ends it. */
export async function serveClient(
  transport: Transport,
  serving: Serving,
  onError: (error: Error) => void,
): Promise<() => Promise<void>> {
  const { server } = new McpServer(
    { name: "ainative-code", title: "AINative Code", version: serving.version },
    { capabilities: { tools: {}, prompts: {}, logging: {}, completions: {} }, instructions },
  );
  const client = serving.client();
  server.onerror = onError;
  const closed = Promise.withResolvers<void>();
  server.onclose = () => void client.close().finally(closed.resolve);
  const log = wantedLog(server);
  const surroundings: Surroundings = (extra, logger) => surroundingsOf(server, log, extra, logger);
  offerTools(server, serving, client, surroundings);
  offerPrompts(server, serving, client, surroundings);
  await server.connect(transport);
  return async () => {
    await server.close();
    await closed.promise;
  };
}

function offerTools(server: McpServer["server"], serving: Serving, client: ServedClient, surroundings: Surroundings): void {
  const tools = serving.tools.map(({ name, description, input, risk }) => ({
    name,
    description,
    inputSchema: { ...input, type: "object" as const },
    annotations: toolAnnotations(risk),
  }));
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: input = {} } }, extra) => {
    if (!serving.tools.some((tool) => tool.name === name)) {
      throw new McpError(ErrorCode.InvalidParams, `There is no tool named "${name}".`);
    }
    const { content, isError, structured } = await client.call(name, input, surroundings(extra, name));
    return {
      content: contentBlocks(content),
      isError,
      ...(structured === undefined ? {} : { structuredContent: { ...structured } }),
    };
  });
}

function offerPrompts(server: McpServer["server"], serving: Serving, client: ServedClient, surroundings: Surroundings): void {
  server.setRequestHandler(ListPromptsRequestSchema, async () => ({
    prompts: (await serving.prompts()).map((prompt) => ({
      ...prompt,
      arguments: prompt.arguments.map((one) => ({ ...one, required: false })),
    })),
  }));
  server.setRequestHandler(GetPromptRequestSchema, async ({ params: { name, arguments: given = {} } }, extra) => {
    try {
      const content = await client.prompt(name, given, surroundings(extra, name));
      return { messages: contentBlocks(content).map((block) => ({ role: "user" as const, content: block })) };
    } catch (thrown) {
      if (!isAinError(thrown)) throw thrown;
      throw new McpError(ErrorCode.InvalidParams, [thrown.message, ...thrown.actions].join("\n"));
    }
  });
  // What follows a prompt is plain words: there is nothing to choose from.
  server.setRequestHandler(CompleteRequestSchema, () => ({ completion: { values: [] } }));
}
