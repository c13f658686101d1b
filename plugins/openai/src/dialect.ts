import { commonToolIds, mistralToolIds } from "@ainative-code/provider-kit";
import type { ChatDialect } from "@ainative-code/provider-kit/openai";
import { isOfficial, type Settings } from "./settings.ts";

/** What is known of the Chat Completions server at a base URL, under what the user has set. */
export function dialectOf(settings: Settings): ChatDialect {
  const official = isOfficial(settings);
  const isMistral = new URL(settings.baseURL).hostname === "api.mistral.ai";
  const usual = official ? "max_completion_tokens" : "max_tokens";
  return {
    maxTokensField: settings.maxTokensField === "auto" ? usual : settings.maxTokensField,
    cacheKey: official,
    streamUsage: settings.streamUsage && !isMistral,
    systemAnywhere: official,
    echoThinking: settings.echoThinking,
    toolIds: isMistral ? mistralToolIds : commonToolIds,
  };
}
