import type { ProviderRequest, ToolChoice, ToolDeclaration } from "@ainative-code/sdk";
import type { JsonObject } from "../json.ts";
import type { ChatDialect } from "./chat-dialect.ts";
import { chatMessagesOf } from "./chat-messages.ts";
import { isStrictSchema } from "./strict-schema.ts";

/** The body of a streaming Chat Completions request. `request.options` may add fields, and never changes the basic ones. */
export function chatRequestOf(request: ProviderRequest, dialect: ChatDialect, provider: string): JsonObject {
  const { model, maxOutputTokens, temperature, topP, stopSequences, effort, output, cacheKey } = request;
  return {
    ...(maxOutputTokens === undefined ? {} : { [dialect.maxTokensField]: maxOutputTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(stopSequences === undefined || stopSequences.length === 0 ? {} : { stop: stopSequences }),
    ...(effort === undefined ? {} : { reasoning_effort: effort }),
    ...(output === undefined ? {} : { response_format: responseFormat(output) }),
    ...(dialect.cacheKey && cacheKey !== undefined ? { prompt_cache_key: cacheKey } : {}),
    ...request.options,
    model,
    messages: chatMessagesOf(request, dialect, provider),
    stream: true,
    ...(dialect.streamUsage ? { stream_options: { include_usage: true } } : {}),
    ...toolsOf(request.tools, request.toolChoice),
  };
}

function responseFormat({ name, schema }: NonNullable<ProviderRequest["output"]>): JsonObject {
  return { type: "json_schema", json_schema: { name, schema, strict: isStrictSchema(schema) } };
}

function toolsOf(tools: readonly ToolDeclaration[], choice: ToolChoice | undefined): JsonObject {
  if (tools.length === 0) return {};
  return {
    tools: tools.map(({ name, description, input }) => {
      return { type: "function", function: { name, description, parameters: input } };
    }),
    ...(choice === undefined ? {} : { tool_choice: choiceOf(choice) }),
  };
}

function choiceOf(choice: ToolChoice): unknown {
  return typeof choice === "string" ? choice : { type: "function", function: { name: choice.tool } };
}
