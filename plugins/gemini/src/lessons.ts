import type { AinError, Notes, ProviderRequest } from "@ainative-code/sdk";
import { VendorLessons } from "@ainative-code/provider-kit";
import { lessonOf } from "./lesson-of.ts";
import { notedRules, rulesOf, type Rules } from "./request/rules.ts";

/** Those of this process: a token count and an answer of one conversation share them. */
const lessons = new VendorLessons<Rules>(notedRules, ({ signatures }) => signatures !== undefined);

/** What is known of a model by its name, and by what its server has refused. */
export function rulesFor(baseURL: string, request: ProviderRequest, notes: Notes | undefined): Rules {
  return { ...rulesOf(request.model), ...lessons.learned(baseURL, request, notes) };
}

/**
 * Learns from a refusal; what comes back is to be tried again where it taught something new. Signatures that are no longer
 * taken are those of one conversation.
 */
export function learn(baseURL: string, request: ProviderRequest, error: AinError, notes: Notes | undefined): AinError {
  return lessons.learn(lessonOf(error, rulesFor(baseURL, request, notes)), { baseURL, request, error, notes });
}
