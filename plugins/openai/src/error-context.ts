import type { ErrorContext } from "@ainative-code/provider-kit";
import { classifyOpenAiError } from "@ainative-code/provider-kit/openai";
import { isOfficial, whoOf, type Settings } from "./settings.ts";

/** How the server's refusals are understood and told; `key` is never in them. */
export function errorContextOf(settings: Settings, key: string | undefined): ErrorContext {
  return {
    who: whoOf(settings),
    classify: classifyOpenAiError,
    actions: actionsFor(settings),
    secrets: key === undefined ? [] : [key],
  };
}

/** What to do about errors where the vendor is known well enough to say more than the general thing. */
function actionsFor(settings: Settings): NonNullable<ErrorContext["actions"]> {
  if (!isOfficial(settings)) {
    return {
      auth: [`Check that OPENAI_API_KEY is a key of ${new URL(settings.baseURL).host}.`],
      "invalid-request": ["Check plugins.openai.baseURL (it usually ends in /v1) and plugins.openai.api (responses or chat)."],
    };
  }
  return {
    auth: ["Check OPENAI_API_KEY; keys are made at https://platform.openai.com/api-keys"],
    billing: ["Look at https://platform.openai.com/settings/organization/billing, or use another provider."],
  };
}
