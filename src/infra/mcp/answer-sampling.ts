import type { CreateMessageResult } from "@modelcontextprotocol/sdk/types.js";
import { McpError } from "@modelcontextprotocol/sdk/types.js";
import { toAinError } from "@ainative-code/sdk";
import type { ServerQuestions } from "../../core/mcp/connection.ts";

/** The number that the protocol has for a person's "no". */
const rejected = -1;

/** Puts a server's question to the model before the person, and then the model, in the words of the protocol. */
export async function answerSampling(
  questions: ServerQuestions,
  request: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<CreateMessageResult> {
  try {
    const { model, text, stopReason } = await questions.sample(request, signal);
    return { role: "assistant", model, content: { type: "text", text }, stopReason };
  } catch (thrown) {
    throw new McpError(rejected, toAinError(thrown).message);
  }
}
