import { isObject, objectOr, objectsOf, type JsonObject } from "../json.ts";

/**
 * The categories a content filter blocked for, as Azure names them: of a refused request (`innererror`), of a choice of
 * Chat Completions, or of a response. Each once; empty where nothing says so.
 */
export function blockedCategories(holder: JsonObject | undefined): readonly string[] {
  const inner = objectOr(holder?.["innererror"]) ?? objectOr(holder?.["inner_error"]);
  const all = [holder, inner, ...objectsOf(holder?.["content_filters"])];
  return [...new Set(all.flatMap((each) => filteredIn(each?.["content_filter_results"] ?? each?.["content_filter_result"])))];
}

function filteredIn(results: unknown): readonly string[] {
  if (!isObject(results)) return [];
  return Object.entries(results).flatMap(([category, found]) => (objectOr(found)?.["filtered"] === true ? [category] : []));
}
