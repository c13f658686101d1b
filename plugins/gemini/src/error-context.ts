import type { ErrorContext } from "@ainative-code/provider-kit";
import { classifyGeminiError } from "./classify-error.ts";
import { retryDelayMs } from "./error-details.ts";
import { isOfficial, whoOf, type Settings } from "./settings.ts";

/** What errors of this server are told with: its name, what its fields mean, what to do, and the key, to be left out. */
export function errorContextOf(settings: Settings, key: string | undefined): ErrorContext {
  return {
    who: whoOf(settings),
    classify: classifyGeminiError,
    retryAfterMs: retryDelayMs,
    actions: isOfficial(settings) ? officialActions : actionsAt(new URL(settings.baseURL).host),
    secrets: key === undefined ? [] : [key],
  };
}

const officialActions: NonNullable<ErrorContext["actions"]> = {
  auth: [
    "Check the key (ainative-code auth key list says where it comes from); keys are made at https://aistudio.google.com/apikey",
  ],
  billing: ["The key's quota for this model is used up, or is none: look at https://ai.dev/rate-limit, or use another model."],
  "stale-state": ["Try again: the model's earlier signatures are then left out."],
};

function actionsAt(host: string): NonNullable<ErrorContext["actions"]> {
  return {
    auth: [
      `Check that the key is one of ${host}, or an access token that has not run out; ainative-code auth key list says where it comes from.`,
      "If it wants the key as a Bearer token: ainative-code config set plugins.gemini.keyHeader authorization",
    ],
    "invalid-request": [`Check plugins.gemini.baseURL: requests go to …/models/MODEL:streamGenerateContent at ${host}.`],
  };
}
