import type { Host } from "@ainative-code/sdk";
import type { ErrorContext } from "@ainative-code/provider-kit";
import { classifyOpenAiError } from "@ainative-code/provider-kit/openai";
import { settingName } from "./setting-name.ts";
import { isOfficial, whoOf, type Settings } from "./settings.ts";

type Place = Pick<Host, "endpoint">;

/** How the server's refusals are understood and told; `key` is never in them. */
export function errorContextOf(host: Place, settings: Settings, key: string | undefined): ErrorContext {
  return {
    who: whoOf(settings),
    classify: classifyOpenAiError,
    actions: actionsFor(host, settings, key),
    secrets: key === undefined ? [] : [key],
  };
}

/** What to do about errors where the vendor is known well enough to say more than the general thing. */
function actionsFor(host: Place, settings: Settings, key: string | undefined): NonNullable<ErrorContext["actions"]> {
  if (!isOfficial(settings)) {
    return {
      auth: [authAction(host, settings, key)],
      "invalid-request": [
        `Check ${settingName(host, "baseURL")} (it usually ends in /v1) and ${settingName(host, "api")} (responses or chat).`,
      ],
    };
  }
  return {
    auth: [
      "Check the key (ainative-code auth key list says where it comes from); keys are made at https://platform.openai.com/api-keys",
    ],
    billing: ["Look at https://platform.openai.com/settings/organization/billing, or use another provider."],
  };
}

function authAction({ endpoint }: Place, { baseURL }: Settings, key: string | undefined): string {
  const { host } = new URL(baseURL);
  if (endpoint === undefined) {
    return `Check that the key is one of ${host}; ainative-code auth key list says where it comes from.`;
  }
  if (key === undefined) return `Set a key of ${host}: ainative-code auth key set ${endpoint}`;
  return `Check that ${settingName({ endpoint }, "apiKey")} is a key of ${host}.`;
}
