import { commonToolIds } from "@ainative-code/provider-kit";
import { chatWire, responsesWire, type ChatDialect, type Wire } from "@ainative-code/provider-kit/openai";
import type { Api, Settings } from "./settings.ts";

/** The wire format of a deployment. */
export function wireOf(settings: Settings, api: Api, provider: string): Wire {
  if (api === "responses") return responsesWire(provider, { summary: settings.reasoningSummary });
  return chatWire(provider, dialectOf(settings));
}

/** Chat Completions serves models of many vendors there, most of which want one system message, at the head. */
function dialectOf({ maxTokensField, streamUsage }: Settings): ChatDialect {
  return {
    maxTokensField: maxTokensField === "auto" ? "max_completion_tokens" : maxTokensField,
    cacheKey: false,
    streamUsage,
    systemAnywhere: false,
    echoThinking: true,
    toolIds: commonToolIds,
  };
}
