import { filled, objectOr, objectsOf, type JsonObject } from "@ainative-code/provider-kit";
import type { Server } from "../server.ts";

/** The entries of `/api/tags`. */
export function tagsIn(answer: unknown): readonly JsonObject[] {
  return objectsOf(objectOr(answer)?.["models"]);
}

/** The name of an entry, as a request takes it; `latest` is left out. */
export function nameOf(entry: JsonObject): string | undefined {
  return (filled(entry["model"]) ?? filled(entry["name"]))?.replace(/:latest$/, "");
}

/** The models that are there; empty where the server can't tell. */
export async function installedNames(server: Server, signal: AbortSignal): Promise<readonly string[]> {
  return tagsIn(await server.ask("/api/tags", { signal })).flatMap((entry) => nameOf(entry) ?? []);
}
