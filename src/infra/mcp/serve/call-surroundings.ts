import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import type { ServerNotification, ServerRequest } from "@modelcontextprotocol/sdk/types.js";
import { ElicitResultSchema } from "@modelcontextprotocol/sdk/types.js";
import { cleanText } from "../../../core/mcp/clean-text.ts";
import type { AskClient, CallSurroundings } from "../../../core/mcp/serve/serving.ts";
import { toldOutput } from "./told-output.ts";
import type { WantedLog } from "./wanted-log.ts";

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** Milliseconds that a person has for an answer. */
const answerMs = 10 * 60_000;

/** What a call gets of the request that it came by; `logger` names it to a client that wants to hear of it. */
export function surroundingsOf(server: McpServer["server"], log: WantedLog, extra: Extra, logger: string): CallSurroundings {
  const { elicitation } = server.getClientCapabilities() ?? {};
  const { name = "", version = "" } = server.getClientVersion() ?? {};
  const showsForms = elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
  const client = cleanText(`${name} ${version}`, 80).replaceAll(/\s+/g, " ") || "A client without a name";
  return { client, signal: extra.signal, onOutput: outputTo(extra, log, logger), ask: showsForms ? asking(extra) : undefined };
}

function asking(extra: Extra): AskClient {
  return async ({ message, schema }, signal) => {
    const params = { mode: "form" as const, message, requestedSchema: schema as never };
    const answer = await extra.sendRequest({ method: "elicitation/create", params }, ElicitResultSchema, {
      signal,
      timeout: answerMs,
    });
    const { action, content } = answer;
    return content === undefined ? { action } : { action, content };
  };
}

/** Output as progress, and as messages of the log, as far as the client wants to hear of it. */
function outputTo({ _meta, sendNotification, signal }: Extra, log: WantedLog, logger: string): (text: string) => void {
  const progressToken = _meta?.progressToken;
  const notify = (notification: ServerNotification): void => void sendNotification(notification).catch(() => undefined);
  const told = toldOutput((message, progress) => {
    if (progressToken !== undefined) notify({ method: "notifications/progress", params: { progressToken, progress, message } });
    if (log.wantsOutput()) notify({ method: "notifications/message", params: { level: "info", logger, data: message } });
  });
  return (text) => {
    if (!signal.aborted && (progressToken !== undefined || log.wantsOutput())) told(text);
  };
}
