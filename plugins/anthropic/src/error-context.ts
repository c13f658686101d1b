import type { ErrorContext } from "@ainative-code/provider-kit";
import { classifyAnthropicError } from "./classify-error.ts";
import { isOfficial, whoOf, type Settings } from "./settings.ts";

/** What errors of this server are told with: its name, what its fields mean, what to do, and the key, to be left out. */
export function errorContextOf(settings: Settings, key: string | undefined): ErrorContext {
  return {
    who: whoOf(settings),
    classify: classifyAnthropicError,
    actions: isOfficial(settings) ? officialActions : actionsAt(new URL(settings.baseURL).host),
    secrets: key === undefined ? [] : [key],
  };
}

const officialActions: NonNullable<ErrorContext["actions"]> = {
  auth: [
    "Check the key (ainative-code auth key list says where it comes from); keys are made at https://platform.claude.com/settings/keys",
  ],
  billing: ["Look at https://platform.claude.com/settings/billing, or use another provider."],
  "stale-state": ["Try again: the model's earlier thinking is then left out."],
};

function actionsAt(host: string): NonNullable<ErrorContext["actions"]> {
  return {
    auth: [
      `Check that the key is one of ${host}; ainative-code auth key list says where it comes from.`,
      "If it wants the key as a Bearer token: ainative-code config set plugins.anthropic.keyHeader authorization",
    ],
    "invalid-request": [`Check plugins.anthropic.baseURL: requests go to its path /v1/messages at ${host}.`],
  };
}
