import { LessonBook } from "@ainative-code/provider-kit";
import { AinError, type Notes, type ProviderRequest } from "@ainative-code/sdk";
import { lessonOf } from "./lesson-of.ts";
import type { Place } from "./place.ts";
import { rulesOf } from "./request/known-models.ts";
import { notedRules, type Rules } from "./request/rules.ts";
import type { Settings } from "./settings.ts";

/** Servers that stand in for AWS trip over cache points among the tools; the one behind the system prompt covers them too. */
const elsewhere: Partial<Rules> = { cacheTools: false };

/** What models have refused: by server and model for good, by conversation while this process runs. */
class Lessons {
  readonly #ofPlaces = new LessonBook(notedRules);
  readonly #ofConversations = new Map<string, Partial<Rules>>();

  /** What is known of a model by its name, or that of the model behind it, and by what it has refused. */
  rulesFor({ baseModels }: Settings, { url, isAws }: Place, request: ProviderRequest, notes: Notes | undefined): Rules {
    const { place, conversation } = keysOf(url, request);
    const name = baseModels[request.model] ?? request.model;
    return {
      ...rulesOf(name),
      ...(isAws ? {} : elsewhere),
      ...this.#ofPlaces.at(place, notes),
      ...this.#ofConversations.get(conversation),
    };
  }

  /**
   * Learns from a refusal; returns it as one to be tried again where it taught something new, because the next request
   * will differ, else as it is.
   */
  learn(rules: Rules, url: string, request: ProviderRequest, error: AinError, notes: Notes | undefined): AinError {
    const lesson = lessonOf(error, rules);
    if (lesson === undefined) return error;
    const { place, conversation } = keysOf(url, request);
    const isPassing = error.code === "stale-state";
    if (isPassing) this.#ofConversations.set(conversation, { ...this.#ofConversations.get(conversation), ...lesson });
    else this.#ofPlaces.note(place, { ...this.#ofPlaces.at(place, notes), ...lesson }, notes);
    return retryable(error);
  }
}

/** Those of this process: a token count and an answer of one conversation share them. */
export const lessons = new Lessons();

/** The same error, as one after which the next attempt differs. */
function retryable({ code, message, actions, requestId, status, vendorCode, details }: AinError): AinError {
  return new AinError(code, message, { retryable: true, actions, requestId, status, vendorCode, details });
}

interface Keys {
  readonly place: string;
  readonly conversation: string;
}

function keysOf(url: string, { model, cacheKey, messages }: ProviderRequest): Keys {
  const place = `${url} ${model}`;
  return { place, conversation: `${place} ${cacheKey ?? messages[0]?.id ?? ""}` };
}
