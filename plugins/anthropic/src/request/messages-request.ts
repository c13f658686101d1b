import type { ProviderRequest } from "@ainative-code/sdk";
import { listOr, objectOr, objectsOf, schemaInWords, type JsonObject } from "@ainative-code/provider-kit";
import { isOfficial, type ApiVersion, type Settings } from "../settings.ts";
import { withCacheMarks, type Prompt } from "./cache-marks.ts";
import { containerOf } from "./container.ts";
import { conversationOf } from "./messages.ts";
import { outputSchemaOf } from "./output-schema.ts";
import type { Rules } from "./rules.ts";
import { samplingOf } from "./sampling.ts";
import { thinkingOf, type ThinkingFields } from "./thinking.ts";
import { isForced, toolChoiceOf, toolsOf } from "./tools.ts";

/** A request ready to be sent. */
export interface MessagesRequest {
  readonly body: JsonObject;
  readonly version: ApiVersion;
  readonly betas: readonly string[];
  /** What was asked for and is not sent. */
  readonly warnings: readonly string[];
}

export interface MessagesTarget {
  readonly provider: string;
  readonly settings: Settings;
  readonly rules: Rules;
}

/** Lets the vendor drop thinking that no longer fits what stands before it, instead of refusing the request. */
const bindingBeta = "thinking-binding-controls-2026-08-01";

/**
 * The request of one streaming answer. `request.options` may add fields, tools of the vendor's own (`tools`) and beta
 * features (`betas`), and never changes the basic fields.
 */
export function messagesRequestOf(request: ProviderRequest, target: MessagesTarget): MessagesRequest {
  const { rules, settings } = target;
  const { betas: _, tools: _tools, output_config: outputOption, ...options } = request.options ?? {};
  const max_tokens = maxTokensOf(request, target);
  const forced = rules.forcedTool && request.tools.length > 0 && isForced(request.toolChoice);
  const sampling = samplingOf(request, target);
  const effort = sampling.isSent && rules.thinks ? "none" : request.effort;
  const thinking = thinkingOf({ effort, forced, maxTokens: max_tokens, display: settings.thinking }, rules);
  const output = { ...outputOf(request, rules, thinking), ...objectOr(outputOption) };
  const droppable = rules.history === "droppable" && thinking.thinking?.["type"] === "adaptive";
  return {
    body: {
      max_tokens,
      ...sampling.fields,
      ...(request.stopSequences === undefined ? {} : stopsOf(request.stopSequences)),
      ...(thinking.thinking === undefined ? {} : { thinking: droppable ? withLeave(thinking.thinking) : thinking.thinking }),
      ...(Object.keys(output).length === 0 ? {} : { output_config: output }),
      ...containerOf(request, target.provider, Date.now()),
      ...options,
      model: request.model,
      ...promptOf(request, target),
      ...choiceOf(request, rules),
      stream: true,
    },
    version: sampling.version,
    betas: [...new Set([...settings.betas, ...textsOf(request.options?.["betas"]), ...(droppable ? [bindingBeta] : [])])],
    warnings: [...sampling.warnings, ...(thinking.warnings ?? []), ...unsentOf(request, rules)],
  };
}

/** Tools, system prompt and messages, each with its mark for the cache; the user's own mark for all of it wins. */
function promptOf(request: ProviderRequest, { provider, rules, settings }: MessagesTarget): JsonObject {
  const conversation = conversationOf(request, { provider, rules, unsigned: !isOfficial(settings) });
  const system = [...request.system, ...conversation.instructions, ...(rules.format ? [] : schemaInWords(request))];
  const prompt: Prompt = {
    tools: [...toolsOf(request.tools), ...objectsOf(request.options?.["tools"])],
    system: system.filter((text) => text.trim() !== "").map((text) => ({ type: "text", text })),
    messages: conversation.messages,
  };
  const isMarked = rules.cache && request.options?.["cache_control"] === undefined;
  const { tools, system: blocks, messages } = isMarked ? withCacheMarks(prompt, settings.cache) : prompt;
  return { ...(blocks.length === 0 ? {} : { system: blocks }), messages, ...(tools.length === 0 ? {} : { tools }) };
}

/** The most effort needs room: thinking counts as answer. */
const roomForMost = 64_000;

function maxTokensOf({ maxOutputTokens, limitedBy, effort }: ProviderRequest, { rules, settings }: MessagesTarget): number {
  const isMost = effort === "xhigh" || effort === "max";
  const usual = isMost ? Math.max(settings.maxTokens, roomForMost) : settings.maxTokens;
  const wanted = limitedBy === undefined ? (maxOutputTokens ?? usual) : Math.min(maxOutputTokens ?? usual, usual);
  return Math.min(wanted, rules.maxOutput ?? wanted);
}

/** Stop sequences of nothing but white space are refused. */
function stopsOf(sequences: readonly string[]): JsonObject {
  const told = sequences.filter((sequence) => sequence.trim() !== "");
  return told.length === 0 ? {} : { stop_sequences: told };
}

function outputOf({ output }: ProviderRequest, rules: Rules, { effort }: ThinkingFields): JsonObject {
  return {
    ...(effort === undefined ? {} : { effort }),
    ...(output === undefined || !rules.format
      ? {}
      : { format: { type: "json_schema", schema: outputSchemaOf(objectOr(output.schema) ?? {}) } }),
  };
}

function choiceOf({ toolChoice, tools }: ProviderRequest, rules: Rules): JsonObject {
  if (toolChoice === undefined || tools.length === 0) return {};
  return { tool_choice: toolChoiceOf(isForced(toolChoice) && !rules.forcedTool ? "auto" : toolChoice) };
}

function unsentOf({ toolChoice, tools, output }: ProviderRequest, { forcedTool, format }: Rules): readonly string[] {
  return [
    ...(isForced(toolChoice) && tools.length > 0 && !forcedTool ? ["No tool is forced: this model only chooses itself."] : []),
    ...(output !== undefined && !format ? ["The schema is asked for in words: this model cannot be held to it."] : []),
  ];
}

function withLeave(thinking: JsonObject): JsonObject {
  return { ...thinking, block_binding: { prefix_mismatch_behavior: "drop_block" } };
}

function textsOf(value: unknown): readonly string[] {
  return listOr(value).filter((each) => typeof each === "string");
}
