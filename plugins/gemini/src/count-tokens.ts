import { AinError, type Host, type ProviderRequest } from "@ainative-code/sdk";
import { isObject, jsonAnswer, numberOr } from "@ainative-code/provider-kit";
import { apiKeyOf } from "./api-key.ts";
import { isVertex, resourceOf, urlOf } from "./endpoint.ts";
import { errorContextOf } from "./error-context.ts";
import { headersOf } from "./headers.ts";
import { rulesFor } from "./lessons.ts";
import { generateRequestOf } from "./request/generate-request.ts";
import { settingsOf, whoOf } from "./settings.ts";

/** The fields of a request that Vertex AI counts; the Gemini API takes all of them. */
const counted = ["contents", "systemInstruction", "tools", "generationConfig"];

/** Tokens of the whole request, counted by the vendor. */
export async function countTokens(request: ProviderRequest, host: Host): Promise<number> {
  const settings = settingsOf(host.config);
  const key = await apiKeyOf(host, settings);
  const rules = rulesFor(settings.baseURL, request, host.notes);
  const { body } = generateRequestOf(request, { provider: "gemini", settings, rules });
  const fields = counted.filter((name) => body[name] !== undefined).map((name) => [name, body[name]] as const);
  const response = await host.fetch(urlOf(settings, request.model, "countTokens"), {
    method: "POST",
    headers: { ...headersOf(settings, key), "content-type": "application/json" },
    body: JSON.stringify(
      isVertex(settings)
        ? Object.fromEntries(fields)
        : { generateContentRequest: { model: resourceOf(request.model), ...body } },
    ),
    signal: request.signal,
  });
  const answer = await jsonAnswer(response, errorContextOf(settings, key));
  const count = isObject(answer) ? numberOr(answer["totalTokens"]) : undefined;
  if (count !== undefined) return count;
  throw new AinError("protocol", `${whoOf(settings)} counted no tokens.`, { actions: ["Check plugins.gemini.baseURL."] });
}
