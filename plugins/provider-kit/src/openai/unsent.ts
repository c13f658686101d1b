import type { ProviderRequest } from "@ainative-code/sdk";

/** What a request asks for and a wire format has no field for; told as warnings when the answer starts. */
export function unsentWarnings(request: ProviderRequest, api: "responses" | "chat-completions"): readonly string[] {
  const warnings: string[] = [];
  if (request.topK !== undefined) warnings.push("topK is not sent: this API does not know it.");
  if (api === "responses" && request.stopSequences !== undefined && request.stopSequences.length > 0) {
    warnings.push("stopSequences are not sent: the Responses API does not know them.");
  }
  return warnings;
}
