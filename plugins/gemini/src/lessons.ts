import { AinError, type Notes, type ProviderRequest } from "@ainative-code/sdk";
import { LessonBook } from "@ainative-code/provider-kit";
import { lessonOf } from "./lesson-of.ts";
import { notedRules, rulesOf, type Rules } from "./request/rules.ts";

/** What servers have refused: by server and model for good, by conversation while this process runs. */
class Lessons {
  readonly #ofPlaces = new LessonBook(notedRules);
  readonly #ofConversations = new Map<string, Partial<Rules>>();

  /** What is known of a model by its name, and by what its server has refused. */
  rulesFor(baseURL: string, request: ProviderRequest, notes?: Notes): Rules {
    const { place, conversation } = keysOf(baseURL, request);
    return { ...rulesOf(request.model), ...this.#ofPlaces.at(place, notes), ...this.#ofConversations.get(conversation) };
  }

  /**
   * Learns from a refusal; returns it as one to be tried again where it taught something new, because the next request
   * will differ, else as it is. Signatures that are no longer taken are those of one conversation.
   */
  learn(baseURL: string, request: ProviderRequest, error: AinError, notes?: Notes): AinError {
    const lesson = lessonOf(error, this.rulesFor(baseURL, request, notes));
    if (lesson === undefined) return error;
    const { place, conversation } = keysOf(baseURL, request);
    if (lesson.signatures === undefined) this.#ofPlaces.note(place, { ...this.#ofPlaces.at(place, notes), ...lesson }, notes);
    else this.#ofConversations.set(conversation, { ...this.#ofConversations.get(conversation), ...lesson });
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
