import { numberOr, objectOr, objectsOf, stringOr } from "@ainative-code/provider-kit";
import type { Server } from "../server.ts";
import { fullName } from "./model-name.ts";

/** Milliseconds: only a hint and a check hang on it, so nothing waits long for it. */
const patienceMs = 2000;

/** The context that a model is loaded with at this moment; `undefined` where it is not loaded, or nobody can tell. */
export async function loadedWindow(server: Server, model: string, signal: AbortSignal): Promise<number | undefined> {
  const answer = await server.ask("/api/ps", { signal, patienceMs });
  const wanted = fullName(model);
  const entry = objectsOf(objectOr(answer)?.["models"]).find(({ name, model: id }) =>
    [name, id].some((each) => fullName(stringOr(each) ?? "") === wanted),
  );
  const length = numberOr(entry?.["context_length"]);
  return length !== undefined && length > 0 ? length : undefined;
}
