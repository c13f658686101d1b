import type { ProviderRequest } from "@ainative-code/sdk";
import { isObject, objectOr, objectsOf, schemaInWords, type JsonObject } from "@ainative-code/provider-kit";
import type { Settings } from "../settings.ts";
import { withCachePoints, type Prompt } from "./cache-points.ts";
import { conversationOf } from "./messages.ts";
import { closedSchema } from "./output-schema.ts";
import type { Rules } from "./rules.ts";
import { samplingOf } from "./sampling.ts";
import { thinkingOf, type Thinking } from "./thinking.ts";
import { isForced, toolChoiceOf, toolSpecsOf } from "./tools.ts";
import type { WireInference, WireOutput } from "./wire-blocks.ts";
import type { WireMessage } from "./wire-message.ts";

/** A request ready to be sent. */
export interface ConverseRequest {
  readonly body: JsonObject;
  /** What was asked for and is not sent. */
  readonly warnings: readonly string[];
}

/** The longest answer of a model that has to be told one, where nothing says more. */
const usualMaxTokens = 32_000;
/** The most effort needs room: thinking counts as answer. */
const roomForMost = 64_000;

/**
 * The request of one streaming answer. `request.options` may add fields (`guardrailConfig`, `serviceTier`,
 * `additionalModelRequestFields`, …) and never changes the basic ones.
 */
export function converseRequestOf(request: ProviderRequest, settings: Settings, rules: Rules): ConverseRequest {
  const { additionalModelRequestFields: moreFields, inferenceConfig: moreInference, outputConfig: moreOutput, ...more } =
    request.options ?? {};
  const maxTokens = maxTokensOf(request, settings, rules);
  const forced = rules.forcedTool && isForced(request);
  const thinking = thinkingOf({ effort: request.effort, forced, maxTokens, display: settings.thinking }, rules);
  const sampling = samplingOf(request, rules, thinking);
  const limit = maxTokens === undefined || thinking.isUnlimited === true ? {} : { maxTokens };
  const inference = { ...limit, ...sampling.inference, ...stopsOf(request, rules), ...objectOr(moreInference) };
  const fields = merged({ ...betasOf(settings, rules), ...thinking.fields, ...sampling.fields }, objectOr(moreFields) ?? {});
  const output = { ...outputOf(request, rules), ...objectOr(moreOutput) };
  return {
    body: {
      ...withoutBasics(more),
      ...promptOf(request, settings, rules),
      ...unlessEmpty("inferenceConfig", inference),
      ...unlessEmpty("outputConfig", output),
      ...unlessEmpty("additionalModelRequestFields", fields),
    },
    warnings: [...thinking.warnings, ...sampling.warnings, ...unsentOf(request, rules, thinking)],
  };
}

const basics: ReadonlySet<string> = new Set(["modelId", "messages", "system", "toolConfig"]);

function withoutBasics(options: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !basics.has(name)));
}

function promptOf(request: ProviderRequest, settings: Settings, rules: Rules): JsonObject {
  const { messages, instructions } = conversationOf(request, rules);
  const texts = [...request.system, ...instructions, ...(rules.format ? [] : schemaInWords(request))].filter(
    (text) => text.trim() !== "",
  );
  const isSilent = request.toolChoice === "none" && !messages.some(hasCall);
  const prompt: Prompt = {
    tools: rules.tools && !isSilent ? [...toolSpecsOf(request.tools, messages), ...ownTools(request)] : [],
    system: rules.system ? texts.map((text) => ({ text })) : [],
    messages: rules.system ? messages : withInstructions(messages, texts),
  };
  const { tools, system, messages: marked } = withCachePoints(prompt, settings.cache, rules);
  return { messages: marked, ...unlessEmpty("system", system), ...toolConfigOf(tools, request, rules) };
}

function toolConfigOf(tools: readonly JsonObject[], request: ProviderRequest, rules: Rules): JsonObject {
  if (tools.length === 0) return {};
  const choice = request.tools.length === 0 ? undefined : toolChoiceOf(request.toolChoice);
  const toolChoice = isForced(request) && !rules.forcedTool ? undefined : choice;
  return { toolConfig: { tools, ...(toolChoice === undefined ? {} : { toolChoice }) } };
}

/** Tools of the vendor's own, from `options.toolConfig.tools`. */
function ownTools({ options }: ProviderRequest): readonly JsonObject[] {
  return objectsOf(objectOr(options?.["toolConfig"])?.["tools"]);
}

/** For models that take no system prompt. */
function withInstructions(messages: readonly WireMessage[], texts: readonly string[]): readonly WireMessage[] {
  const [first, ...rest] = messages;
  if (first === undefined || texts.length === 0) return messages;
  return [{ ...first, content: [...texts.map((text) => ({ text })), ...first.content] }, ...rest];
}

function hasCall({ content }: WireMessage): boolean {
  return content.some((block) => block["toolUse"] !== undefined || block["toolResult"] !== undefined);
}

function maxTokensOf(
  { maxOutputTokens, limitedBy, effort }: ProviderRequest,
  settings: Settings,
  rules: Rules,
): number | undefined {
  const usual = settings.maxTokens ?? (rules.needsMaxTokens ? usualMaxTokens : undefined);
  const isMost = rules.needsMaxTokens && (effort === "xhigh" || effort === "max");
  const own = isMost ? Math.max(usual ?? 0, roomForMost) : usual;
  const wanted = limitedBy === undefined || own === undefined ? (maxOutputTokens ?? own) : Math.min(maxOutputTokens ?? own, own);
  return wanted === undefined ? undefined : Math.min(wanted, rules.maxOutput ?? wanted);
}

/** Stop sequences of nothing but white space are refused. */
function stopsOf({ stopSequences = [] }: ProviderRequest, rules: Rules): WireInference {
  const told = stopSequences.filter((sequence) => sequence.trim() !== "");
  return told.length === 0 || !rules.stopSequences ? {} : { stopSequences: told };
}

/** The schema goes as a text. */
function outputOf({ output }: ProviderRequest, { format }: Rules): WireOutput {
  if (output === undefined || !format) return {};
  const schema = JSON.stringify(closedSchema(objectOr(output.schema) ?? {}));
  const name = output.name.replaceAll(/[^\w-]/g, "_").slice(0, 64);
  const jsonSchema = { schema, ...(name === "" ? {} : { name }) };
  return { textFormat: { type: "json_schema", structure: { jsonSchema } } };
}

function betasOf({ betas }: Settings, { words }: Rules): JsonObject {
  return betas.length === 0 || words !== "claude" ? {} : { anthropic_beta: betas };
}

/** Fields of the user's over ours, one level into objects. */
function merged(ours: JsonObject, theirs: JsonObject): JsonObject {
  const both = Object.entries(theirs).map(([name, value]) => {
    const own = ours[name];
    return [name, isObject(own) && isObject(value) ? { ...own, ...value } : value] as const;
  });
  return { ...ours, ...Object.fromEntries(both) };
}

function unsentOf(request: ProviderRequest, rules: Rules, { isUnlimited }: Thinking): readonly string[] {
  const { output, stopSequences = [], tools, toolChoice, maxOutputTokens } = request;
  return [
    ...(isForced(request) && !rules.forcedTool ? ["No tool is forced: this model only chooses itself."] : []),
    ...(toolChoice === "none" && tools.length > 0 && request.messages.some(({ role }) => role === "tool")
      ? ["Tools can't be forbidden to this model where it has called some."]
      : []),
    ...(tools.length > 0 && !rules.tools ? ["No tools are offered: this model knows none."] : []),
    ...(output !== undefined && !rules.format ? ["The schema is asked for in words: this model cannot be held to it."] : []),
    ...(stopSequences.length > 0 && !rules.stopSequences ? ["stopSequences not sent: this model does not take them."] : []),
    ...(isUnlimited === true && maxOutputTokens !== undefined ? ["maxTokens not sent: this effort takes no limit."] : []),
  ];
}

function unlessEmpty(name: string, value: JsonObject | readonly unknown[]): JsonObject {
  return Object.keys(value).length === 0 ? {} : { [name]: value };
}
