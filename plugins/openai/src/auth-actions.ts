import type { ErrorContext } from "@ainative-code/provider-kit";
import { isOfficial, type Settings } from "./settings.ts";

/** What to do about errors where the vendor is known well enough to say more than the general thing. */
export function authActions(settings: Settings): NonNullable<ErrorContext["actions"]> {
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
