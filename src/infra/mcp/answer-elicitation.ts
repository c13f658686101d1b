import type { ElicitResult } from "@modelcontextprotocol/sdk/types.js";
import type { ServerQuestions } from "../../core/mcp/connection.ts";

/** Puts a server's question before the person, in the words of the protocol. */
export async function answerElicitation(
  questions: ServerQuestions,
  request: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<ElicitResult> {
  const { action, content } = await questions.elicit(request, signal);
  if (action !== "accept" || content === undefined) return { action };
  const fields = Object.entries(content).map(([name, value]) => [name, typeof value === "object" ? [...value] : value] as const);
  return { action, content: Object.fromEntries(fields) };
}
