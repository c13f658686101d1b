import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import type { ServerNotification, ServerRequest } from "@modelcontextprotocol/sdk/types.js";
import { ElicitResultSchema } from "@modelcontextprotocol/sdk/types.js";
import type { AskClient, CallSurroundings } from "../../../core/mcp/serve/serving.ts";

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** Milliseconds that a person has for an answer. */
const answerMs = 10 * 60_000;
/** Milliseconds between two notifications of one call, and characters of the output since the last one that are told. */
const everyMs = 100;
const maxTold = 2000;

/** What a call gets of the request that it came by. */
export function surroundingsOf(server: McpServer["server"], extra: Extra): CallSurroundings {
  const { elicitation } = server.getClientCapabilities() ?? {};
  const showsForms = elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
  return { signal: extra.signal, onOutput: progressOf(extra), ask: showsForms ? asking(extra) : undefined };
}

function asking(extra: Extra): AskClient {
  return async ({ message, schema }, signal) => {
    const params = { mode: "form" as const, message, requestedSchema: schema as never };
    const answer = await extra.sendRequest({ method: "elicitation/create", params }, ElicitResultSchema, { signal, timeout: answerMs });
    const { action, content } = answer;
    return content === undefined ? { action } : { action, content };
  };
}

/** Output as progress, where the client wants to hear of it: its end is what counts, and a flood of it is told in bounded pieces. */
function progressOf({ _meta, sendNotification, signal }: Extra): (text: string) => void {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return () => undefined;
  let progress = 0;
  let told = 0;
  return (text) => {
    const now = performance.now();
    if (signal.aborted || (progress > 0 && now - told < everyMs)) return;
    [progress, told] = [progress + 1, now];
    const params = { progressToken, progress, message: text.slice(-maxTold) };
    void sendNotification({ method: "notifications/progress", params }).catch(() => undefined);
  };
}
