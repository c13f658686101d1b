import { AinError, type Notes, type ProviderRequest } from "@ainative-code/sdk";
import { LessonBook } from "./lesson-book.ts";

/** A refused request: where it went, and how it was refused. */
export interface Refusal {
  readonly baseURL: string;
  readonly request: ProviderRequest;
  readonly error: AinError;
  readonly notes: Notes | undefined;
}

/** What the servers of a vendor have refused: by server and model for good, by conversation while this process runs. */
export class VendorLessons<Rules extends object> {
  readonly #ofPlaces: LessonBook<Partial<Rules>>;
  readonly #ofConversations = new Map<string, Partial<Rules>>();
  readonly #isPassing: (lesson: Partial<Rules>, error: AinError) => boolean;

  /** `read` as a `LessonBook` has it; `isPassing` says which lessons are true of one conversation only. */
  constructor(
    read: (noted: unknown) => Partial<Rules> | undefined,
    isPassing: (lesson: Partial<Rules>, error: AinError) => boolean,
  ) {
    this.#ofPlaces = new LessonBook(read);
    this.#isPassing = isPassing;
  }

  /** What has been learned for a request, to be laid over what its model's name tells. */
  learned(baseURL: string, request: ProviderRequest, notes: Notes | undefined): Partial<Rules> {
    const { place, conversation } = keysOf(baseURL, request);
    return { ...this.#ofPlaces.at(place, notes), ...this.#ofConversations.get(conversation) };
  }

  /**
   * Takes a lesson from a refusal; returns that as an error to be tried again, because the next request will differ.
   * Where it taught nothing, it comes back as it is.
   */
  learn(lesson: Partial<Rules> | undefined, { baseURL, request, error, notes }: Refusal): AinError {
    if (lesson === undefined) return error;
    const { place, conversation } = keysOf(baseURL, request);
    if (this.#isPassing(lesson, error)) {
      this.#ofConversations.set(conversation, { ...this.#ofConversations.get(conversation), ...lesson });
    }
    else this.#ofPlaces.note(place, { ...this.#ofPlaces.at(place, notes), ...lesson }, notes);
    const { code, message, actions, requestId, status, vendorCode, details } = error;
    return new AinError(code, message, { retryable: true, actions, requestId, status, vendorCode, details, cause: error });
  }
}

interface Keys {
  readonly place: string;
  readonly conversation: string;
}

function keysOf(baseURL: string, { model, cacheKey, messages }: ProviderRequest): Keys {
  const place = `${baseURL} ${model}`;
  return { place, conversation: `${place} ${cacheKey ?? messages[0]?.id ?? ""}` };
}
