import { AinError, type Host, type ProviderRequest } from "@ainative-code/sdk";
import { httpErrorOf, isObject, numberOr } from "@ainative-code/provider-kit";
import { apiKeyOf } from "./api-key.ts";
import { errorContextOf } from "./error-context.ts";
import { headersOf } from "./headers.ts";
import { rulesFor } from "./lessons.ts";
import { messagesRequestOf } from "./request/messages-request.ts";
import { settingsOf, whoOf } from "./settings.ts";

/** The fields of a request that the vendor counts; it refuses the others. */
const counted = ["model", "system", "messages", "tools", "tool_choice", "thinking", "output_config"];

/** Tokens of the whole request, counted by the vendor. */
export async function countTokens(request: ProviderRequest, host: Host): Promise<number> {
  const settings = settingsOf(host.config);
  const key = await apiKeyOf(host, settings);
  const rules = rulesFor(settings.baseURL, request, host.notes);
  const { body, ...head } = messagesRequestOf(request, { provider: "anthropic", settings, rules });
  const fields = counted.filter((name) => body[name] !== undefined).map((name) => [name, body[name]] as const);
  const response = await host.fetch(`${settings.baseURL}/v1/messages/count_tokens`, {
    method: "POST",
    headers: { ...headersOf(settings, key, head), "content-type": "application/json" },
    body: JSON.stringify(Object.fromEntries(fields)),
    signal: request.signal,
  });
  if (!response.ok) throw await httpErrorOf(response, errorContextOf(settings, key));
  const answer = await response.json();
  const count = isObject(answer) ? numberOr(answer["input_tokens"]) : undefined;
  if (count !== undefined) return count;
  throw new AinError("protocol", `${whoOf(settings)} counted no tokens.`, { actions: ["Check plugins.anthropic.baseURL."] });
}
