import { AinError, isAinError, type Host, type ModelInfo } from "@ainative-code/sdk";
import { filled, isObject, objectsOf, type JsonObject } from "@ainative-code/provider-kit";
import { authorizationOf, type Authorization } from "./auth/authorization.ts";
import { renewed } from "./auth/renewed.ts";
import { httpRefusal } from "./errors/bedrock-error.ts";
import { errorContextOf } from "./errors/error-context.ts";
import { foundationModelOf, profileOf } from "./model-info.ts";
import { controlPlace, type Place } from "./place.ts";
import { settingsOf } from "./settings.ts";

/** Pages of the profiles that are read at most. */
const maxPages = 10;

/**
 * The models of the region that can be asked by their own id, the inference profiles, then those the user has named. It is
 * asked of the control plane, a host of its own.
 */
export async function models(host: Host, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  const settings = settingsOf(host.config);
  const place = controlPlace(settings);
  const authorization = await authorizationOf(host, settings, place, signal);
  const ask: Ask = (path) => answerOf(path, { host, place, authorization, signal });
  const [entries, profiles] = await Promise.all([foundationModels(ask), inferenceProfiles(ask)]);
  const listed = entries.flatMap(foundationModelOf);
  const images = new Map(entries.map((entry) => [String(entry["modelId"]), readsImages(entry)]));
  const found = [...listed, ...profiles.flatMap((entry) => profileOf(entry, images))];
  const all = found.toSorted((a, b) => a.id.localeCompare(b.id, "en"));
  const named = settings.models.filter((id) => !all.some((model) => model.id === id));
  return [...all, ...named.map((id) => ({ id }))];
}

type Ask = (path: string) => Promise<JsonObject>;

async function foundationModels(ask: Ask): Promise<readonly JsonObject[]> {
  const answer = await ask("/foundation-models?byOutputModality=TEXT");
  return objectsOf(answer["modelSummaries"]);
}

/** A right of its own: who lacks it sees the models all the same. */
async function inferenceProfiles(ask: Ask): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = [];
  let next = "";
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await ask(`/inference-profiles?maxResults=1000${next}`).catch(missing);
    found.push(...objectsOf(answer["inferenceProfileSummaries"]));
    const token = filled(answer["nextToken"]);
    if (token === undefined) break;
    next = `&nextToken=${encodeURIComponent(token)}`;
  }
  return found;
}

function missing(error: unknown): JsonObject {
  if (isAinError(error) && (error.code === "forbidden" || error.code === "unknown-model")) return {};
  throw error;
}

function readsImages({ inputModalities }: JsonObject): boolean {
  return Array.isArray(inputModalities) && inputModalities.includes("IMAGE");
}

interface Asked {
  readonly host: Host;
  readonly place: Place;
  readonly authorization: Authorization;
  readonly signal: AbortSignal;
}

async function answerOf(path: string, { host, place, authorization, signal }: Asked): Promise<JsonObject> {
  const url = place.url + path;
  const headers = await authorization.headers({ method: "GET", url });
  const response = await host.fetch(url, { headers, signal });
  if (!response.ok) throw renewed(await httpRefusal(response, errorContextOf(place, authorization.secrets)), authorization);
  const answer = await response.json();
  if (isObject(answer)) return answer;
  throw new AinError("protocol", `${place.who} sent no list of models.`, { actions: ["Check plugins.bedrock.controlURL."] });
}
