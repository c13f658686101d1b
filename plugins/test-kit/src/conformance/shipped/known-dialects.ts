import type { Dialect } from "../provider/dialect.ts";
import { anthropicMessages } from "../provider/dialects/anthropic-messages.ts";
import { bedrockConverse } from "../provider/dialects/bedrock-converse.ts";
import { geminiGenerateContent } from "../provider/dialects/gemini-generate-content.ts";
import { ollamaChat } from "../provider/dialects/ollama-chat.ts";
import { openAiChat } from "../provider/dialects/openai-chat.ts";
import { openAiResponses } from "../provider/dialects/openai-responses.ts";

/** The wire formats that are read a second time here, by the names that fixtures take. */
export const knownDialects: Readonly<Record<string, Dialect>> = {
  "anthropic-messages": anthropicMessages,
  "bedrock-converse": bedrockConverse,
  "gemini-generate-content": geminiGenerateContent,
  "ollama-chat": ollamaChat,
  "openai-chat": openAiChat,
  "openai-responses": openAiResponses,
};
