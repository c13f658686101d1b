import { AinError, type Host, type ProviderRequest } from "@ainative-code/sdk";
import { httpErrorOf, isObject, numberOr } from "@ainative-code/provider-kit";
import { responsesRequestOf } from "@ainative-code/provider-kit/openai";
import { apiKeyOf } from "./api-key.ts";
import { errorContextOf } from "./error-context.ts";
import { headersOf } from "./headers.ts";
import { isOfficial, settingsOf, whoOf } from "./settings.ts";

/** The fields of a request that are counted; the endpoint does not know the others. */
const counted = ["model", "input", "instructions", "tools", "tool_choice", "reasoning", "text"];

/** Tokens of the whole request, counted by OpenAI. Throws `unsupported` elsewhere: compatible servers do not count. */
export async function countTokens(request: ProviderRequest, host: Host): Promise<number> {
  const settings = settingsOf(host);
  if (!isOfficial(settings)) {
    throw new AinError("unsupported", `${whoOf(settings)} is not known to count tokens; only OpenAI itself does.`);
  }
  const key = await apiKeyOf(host, settings);
  const body = responsesRequestOf(request, host.endpoint ?? "openai", { summary: settings.reasoningSummary });
  const fields = counted.filter((name) => body[name] !== undefined).map((name) => [name, body[name]] as const);
  const response = await host.fetch(`${settings.baseURL}/responses/input_tokens`, {
    method: "POST",
    headers: { ...headersOf(settings, key), "content-type": "application/json" },
    body: JSON.stringify(Object.fromEntries(fields)),
    signal: request.signal,
  });
  if (!response.ok) throw await httpErrorOf(response, errorContextOf(host, settings, key));
  const answer = await response.json();
  const count = isObject(answer) ? numberOr(answer["input_tokens"]) : undefined;
  if (count !== undefined) return count;
  throw new AinError("protocol", `${whoOf(settings)} counted no tokens.`, { actions: ["Try again in a moment."] });
}
