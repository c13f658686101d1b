import type { ProviderRequest } from "@ainative-code/sdk";

export function aRequest(changes: Partial<ProviderRequest> = {}): ProviderRequest {
  return { model: "m", system: [], messages: [], tools: [], signal: new AbortController().signal, ...changes };
}
