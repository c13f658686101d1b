import type { ProviderRequest } from "@ainative-code/sdk";
import { objectOr, schemaInWords, type JsonObject } from "@ainative-code/provider-kit";
import { isVertex } from "../endpoint.ts";
import type { Settings } from "../settings.ts";
import type { WireContent, WireGenerationConfig } from "../wire.ts";
import { conversationOf } from "./contents.ts";
import { optionsOf, type Options } from "./options.ts";
import type { Rules } from "./rules.ts";
import { wireSchemaOf } from "./schema.ts";
import { thinkingOf, type ThinkingFields } from "./thinking.ts";
import { callingConfigOf, toolsOf } from "./tools.ts";

/** A request ready to be sent. */
export interface GenerateRequest {
  readonly body: JsonObject;
  /** What was asked for and is not sent. */
  readonly warnings: readonly string[];
}

export interface GenerateTarget {
  readonly provider: string;
  readonly settings: Settings;
  readonly rules: Rules;
}

/**
 * The request of one answer. `request.options` may add fields, those of `generationConfig` by their own names too, and
 * tools of the vendor's own (`tools`); it never changes the basic fields.
 */
export function generateRequestOf(request: ProviderRequest, target: GenerateTarget): GenerateRequest {
  const { provider, settings, rules } = target;
  const options = optionsOf(request.options);
  const maxTokens = maxTokensOf(request, rules);
  const thinking = thinkingOf({ effort: request.effort, thoughts: settings.thoughts, maxTokens }, rules);
  const generationConfig = { ...generationOf(request, rules, thinking, maxTokens), ...options.generation };
  const { contents, instructions } = conversationOf(request, provider, rules);
  const system = [...request.system, ...instructions, ...(isHeld(request, rules) ? [] : schemaInWords(request))].filter(
    (text) => text.trim() !== "",
  );
  // What was put into the vendor's cache by hand holds the beginning already.
  const isCached = options.top["cachedContent"] !== undefined;
  return {
    body: {
      ...(settings.safetySettings.length === 0 ? {} : { safetySettings: settings.safetySettings }),
      ...options.top,
      contents: rules.system ? contents : withSystem(contents, system),
      ...(isCached ? {} : { ...systemOf(system, rules), ...toolFieldsOf(request, options, target) }),
      ...(Object.keys(generationConfig).length === 0 ? {} : { generationConfig }),
    },
    warnings: [...(thinking.warnings ?? []), ...unsentOf(request, rules)],
  };
}

function maxTokensOf({ maxOutputTokens }: ProviderRequest, { maxOutput }: Rules): number | undefined {
  return maxOutputTokens === undefined || maxOutput === undefined ? maxOutputTokens : Math.min(maxOutputTokens, maxOutput);
}

function generationOf(
  request: ProviderRequest,
  rules: Rules,
  { config }: ThinkingFields,
  maxOutputTokens: number | undefined,
): WireGenerationConfig {
  const { temperature, topP, topK, stopSequences = [], output } = request;
  return {
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(rules.sampling && temperature !== undefined ? { temperature } : {}),
    ...(rules.sampling && topP !== undefined ? { topP } : {}),
    ...(rules.sampling && topK !== undefined ? { topK } : {}),
    ...(stopSequences.length === 0 ? {} : { stopSequences }),
    ...(output !== undefined && isHeld(request, rules)
      ? { responseMimeType: "application/json", responseJsonSchema: wireSchemaOf(objectOr(output.schema) ?? {}) }
      : {}),
    ...(config === undefined ? {} : { thinkingConfig: config }),
  };
}

/** Whether the vendor holds the answer to its schema; older models do it only where there are no tools. */
function isHeld({ tools }: ProviderRequest, { format, formatWithTools }: Rules): boolean {
  return format && (formatWithTools || tools.length === 0);
}

function systemOf(system: readonly string[], rules: Rules): JsonObject {
  return system.length === 0 || !rules.system ? {} : { systemInstruction: { parts: system.map((text) => ({ text })) } };
}

/** For models that have no field for it: the system prompt stands in front of the user's first words. */
function withSystem([first, ...rest]: readonly WireContent[], system: readonly string[]): readonly WireContent[] {
  const parts = [...system.map((text) => ({ text })), ...(first?.parts ?? [])];
  return parts.length === 0 ? [] : [{ role: "user", parts }, ...rest];
}

function toolFieldsOf(request: ProviderRequest, options: Options, { rules, settings }: GenerateTarget): JsonObject {
  const own = rules.tools ? toolsOf(request.tools) : [];
  const tools = [...own, ...options.tools];
  // Vertex AI does not know the field, and older models take no such mixture.
  const isMixed = own.length > 0 && options.tools.length > 0 && rules.thinking === "level" && !isVertex(settings);
  const toolConfig = {
    ...(own.length === 0 || request.toolChoice === undefined
      ? {}
      : { functionCallingConfig: callingConfigOf(request.toolChoice) }),
    ...(isMixed ? { includeServerSideToolInvocations: true } : {}),
    ...options.toolConfig,
  };
  return {
    ...(tools.length === 0 ? {} : { tools }),
    ...(Object.keys(toolConfig).length === 0 ? {} : { toolConfig }),
  };
}

const schemaWarning = "The schema is asked for in words: this model cannot be held to it.";

function unsentOf(request: ProviderRequest, rules: Rules): readonly string[] {
  const { tools, output, temperature, topP, topK } = request;
  const wanted = Object.entries({ temperature, top_p: topP, top_k: topK });
  const sampled = wanted.filter(([, value]) => value !== undefined).map(([name]) => name);
  return [
    ...(tools.length > 0 && !rules.tools ? ["Tools are not sent: this model calls none."] : []),
    ...(output !== undefined && !isHeld(request, rules) ? [schemaWarning] : []),
    ...(sampled.length > 0 && !rules.sampling ? [`${sampled.join(", ")} not sent: this model does not take it.`] : []),
  ];
}
