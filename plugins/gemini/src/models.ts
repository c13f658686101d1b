import { AinError, type Host, type ModelInfo } from "@ainative-code/sdk";
import { filled, isObject, jsonAnswer, objectsOf, type JsonObject } from "@ainative-code/provider-kit";
import { apiKeyOf } from "./api-key.ts";
import { isVertex, modelsUrl } from "./endpoint.ts";
import { errorContextOf } from "./error-context.ts";
import { headersOf } from "./headers.ts";
import { modelInfoOf } from "./model-info.ts";
import { settingsOf, whoOf, type Settings } from "./settings.ts";

/** Pages of the list that are read at most; the vendor has less than one of this size. */
const maxPages = 10;
const pageSize = 1000;

/** The models the server lists, then those the user has named. Vertex AI lists none that can be asked at once. */
export async function models(host: Host, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  const settings = settingsOf(host.config);
  const entries = isVertex(settings) ? [] : await entriesOf(host, settings, signal);
  const listed = entries.flatMap((entry) => modelInfoOf(entry) ?? []);
  const named = settings.models.filter((id) => !listed.some((model) => model.id === id));
  return [...listed, ...named.map((id) => ({ id }))];
}

async function entriesOf(host: Host, settings: Settings, signal: AbortSignal): Promise<readonly JsonObject[]> {
  const key = await apiKeyOf(host, settings);
  const entries: JsonObject[] = [];
  let token: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const response = await host.fetch(modelsUrl(settings, pageSize, token), { headers: headersOf(settings, key), signal });
    if (response.status === 404 && settings.models.length > 0) return [];
    const answer = await jsonAnswer(response, errorContextOf(settings, key));
    if (!isObject(answer) || !Array.isArray(answer["models"])) throw noList(settings);
    entries.push(...objectsOf(answer["models"]));
    token = filled(answer["nextPageToken"]);
    if (token === undefined) break;
  }
  return entries;
}

function noList(settings: Settings): AinError {
  return new AinError("protocol", `${whoOf(settings)} sent no list of models.`, { actions: ["Check plugins.gemini.baseURL."] });
}
