import { AinError, type ProviderRequest } from "@ainative-code/sdk";
import { lessonOf } from "./lesson-of.ts";
import { rulesOf, type Rules } from "./request/rules.ts";

/** What servers have refused, by server and model, and by conversation, while this process runs. */
class Lessons {
  readonly #learned = new Map<string, Partial<Rules>>();

  /** What is known of a model by its name, and by what its server has refused. */
  rulesFor(baseURL: string, request: ProviderRequest): Rules {
    const { place, conversation } = keysOf(baseURL, request);
    return { ...rulesOf(request.model), ...this.#learned.get(place), ...this.#learned.get(conversation) };
  }

  /**
   * Learns from a refusal; returns it as one to be tried again where it taught something new, because the next request
   * will differ, else as it is.
   */
  learn(baseURL: string, request: ProviderRequest, error: AinError): AinError {
    const lesson = lessonOf(error, this.rulesFor(baseURL, request));
    if (lesson === undefined) return error;
    const { place, conversation } = keysOf(baseURL, request);
    const key = lesson.history === undefined ? place : conversation;
    this.#learned.set(key, { ...this.#learned.get(key), ...lesson });
    const { code, message, actions, requestId, status, vendorCode, details } = error;
    return new AinError(code, message, { retryable: true, actions, requestId, status, vendorCode, details, cause: error });
  }
}

/** Those of this process: a token count and an answer of one conversation share them. */
export const lessons = new Lessons();

interface Keys {
  readonly place: string;
  readonly conversation: string;
}

function keysOf(baseURL: string, { model, cacheKey, messages }: ProviderRequest): Keys {
  const place = `${baseURL} ${model}`;
  return { place, conversation: `${place} ${cacheKey ?? messages[0]?.id ?? ""}` };
}
