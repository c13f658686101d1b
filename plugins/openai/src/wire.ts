import { chatWire, responsesWire, type Wire } from "@ainative-code/provider-kit/openai";
import { dialectOf } from "./dialect.ts";
import { isOfficial, type Settings } from "./settings.ts";

/** The wire format to use, by the setting `api`. */
export function wireOf(settings: Settings, provider: string): Wire {
  const isResponses = settings.api === "responses" || (settings.api === "auto" && isOfficial(settings));
  return isResponses ? responsesWire(provider, { summary: settings.reasoningSummary }) : chatWire(provider, dialectOf(settings));
}
