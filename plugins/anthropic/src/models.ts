import { AinError, type FetchResponse, type Host, type ModelInfo } from "@ainative-code/sdk";
import { filled, httpErrorOf, isObject, objectsOf, type JsonObject } from "@ainative-code/provider-kit";
import { apiKeyOf } from "./api-key.ts";
import { errorContextOf } from "./error-context.ts";
import { headersOf } from "./headers.ts";
import { modelInfoOf } from "./model-info.ts";
import { settingsOf, whoOf, type Settings } from "./settings.ts";

/** Pages of the list that are read at most; the vendor has less than one of this size. */
const maxPages = 10;
const pageSize = 1000;

/** The models the server lists, newest first as it does, then those the user has named. */
export async function models(host: Host, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  const settings = settingsOf(host.config);
  const key = await apiKeyOf(host, settings);
  const entries = await entriesOf(host, settings, key, signal);
  const listed = entries.flatMap((entry) => modelInfoOf(entry) ?? []);
  const named = settings.models.filter((id) => !listed.some((model) => model.id === id));
  return [...listed, ...named.map((id) => ({ id }))];
}

async function entriesOf(
  host: Host,
  settings: Settings,
  key: string | undefined,
  signal: AbortSignal,
): Promise<readonly JsonObject[]> {
  const version = settings.apiVersion === "auto" ? "2026-10-21" : settings.apiVersion;
  const headers = headersOf(settings, key, { version, betas: settings.betas });
  const entries: JsonObject[] = [];
  let after = "";
  for (let page = 0; page < maxPages; page += 1) {
    const response = await host.fetch(`${settings.baseURL}/v1/models?limit=${pageSize}${after}`, { headers, signal });
    if (response.status === 404 && settings.models.length > 0) return [];
    if (!response.ok) throw await httpErrorOf(response, errorContextOf(settings, key));
    const { data, last, hasMore } = await pageOf(response, settings);
    entries.push(...data);
    if (!hasMore || last === undefined) break;
    after = `&after_id=${encodeURIComponent(last)}`;
  }
  return entries;
}

interface Page {
  readonly data: readonly JsonObject[];
  readonly last: string | undefined;
  readonly hasMore: boolean;
}

async function pageOf(response: FetchResponse, settings: Settings): Promise<Page> {
  const value = await response.json();
  if (isObject(value) && Array.isArray(value["data"])) {
    return { data: objectsOf(value["data"]), last: filled(value["last_id"]), hasMore: value["has_more"] === true };
  }
  throw new AinError("protocol", `${whoOf(settings)} sent no list of models.`, { actions: ["Check plugins.anthropic.baseURL."] });
}
