import type { Effort, ProviderRequest, ToolChoice, ToolDeclaration } from "@ainative-code/sdk";
import type { JsonObject } from "../json.ts";
import { responsesInputOf } from "./responses-input.ts";
import { isStrictSchema } from "./strict-schema.ts";

/** The least `max_output_tokens` the vendor takes. */
const minOutputTokens = 16;

/** What a user has set for the Responses API. */
export interface ResponsesOptions {
  /** How much of its reasoning the model sums up for people, where it reasons. */
  readonly summary: "auto" | "concise" | "detailed" | "none";
}

/** The body of a streaming Responses request. `request.options` may add fields, and never changes the basic ones. */
export function responsesRequestOf(request: ProviderRequest, provider: string, options: ResponsesOptions): JsonObject {
  const { model, system, maxOutputTokens, temperature, topP, effort, output, cacheKey } = request;
  return {
    ...(system.length === 0 ? {} : { instructions: system.join("\n\n") }),
    ...(maxOutputTokens === undefined ? {} : { max_output_tokens: Math.max(minOutputTokens, maxOutputTokens) }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(effort === undefined ? {} : { reasoning: reasoningOf(effort, options) }),
    ...(output === undefined ? {} : { text: { format: formatOf(output) } }),
    ...(cacheKey === undefined ? {} : { prompt_cache_key: cacheKey }),
    include: ["reasoning.encrypted_content"],
    ...request.options,
    model,
    input: responsesInputOf(request, provider),
    store: false,
    stream: true,
    stream_options: { include_obfuscation: false },
    ...toolsOf(request.tools, request.toolChoice),
  };
}

function reasoningOf(effort: Effort, { summary }: ResponsesOptions): JsonObject {
  return effort === "none" || summary === "none" ? { effort } : { effort, summary };
}

function formatOf({ name, schema }: NonNullable<ProviderRequest["output"]>): JsonObject {
  return { type: "json_schema", name, schema, strict: isStrictSchema(schema) };
}

/** Not strict: the schemas of tools come from anywhere, and strict mode, which is the default, refuses most of them. */
function toolsOf(tools: readonly ToolDeclaration[], choice: ToolChoice | undefined): JsonObject {
  if (tools.length === 0) return {};
  return {
    tools: tools.map(({ name, description, input }) => {
      return { type: "function", name, description, parameters: input, strict: false };
    }),
    ...(choice === undefined ? {} : { tool_choice: choiceOf(choice) }),
  };
}

function choiceOf(choice: ToolChoice): unknown {
  return typeof choice === "string" ? choice : { type: "function", name: choice.tool };
}
