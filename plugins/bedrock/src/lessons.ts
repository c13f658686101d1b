import { VendorLessons } from "@ainative-code/provider-kit";
import type { AinError, Notes, ProviderRequest } from "@ainative-code/sdk";
import { lessonOf } from "./lesson-of.ts";
import type { Place } from "./place.ts";
import { rulesOf } from "./request/known-models.ts";
import { notedRules, type Rules } from "./request/rules.ts";
import type { Settings } from "./settings.ts";

/** Servers that stand in for AWS trip over cache points among the tools; the one behind the system prompt covers them too. */
const elsewhere: Partial<Rules> = { cacheTools: false };

/** Those of this process: a token count and an answer of one conversation share them. */
const lessons = new VendorLessons<Rules>(notedRules, (_, { code }) => code === "stale-state");

/** What is known of a model by its name, or that of the model behind it, and by what it has refused. */
export function rulesFor(
  { baseModels }: Settings,
  { url, isAws }: Place,
  request: ProviderRequest,
  notes: Notes | undefined,
): Rules {
  const name = baseModels[request.model] ?? request.model;
  return { ...rulesOf(name), ...(isAws ? {} : elsewhere), ...lessons.learned(url, request, notes) };
}

/** Learns from a refusal; what comes back is to be tried again where it taught something new. */
export function learn(
  rules: Rules,
  baseURL: string,
  request: ProviderRequest,
  error: AinError,
  notes: Notes | undefined,
): AinError {
  return lessons.learn(lessonOf(error, rules), { baseURL, request, error, notes });
}
