import type { ErrorContext } from "@ainative-code/provider-kit";
import type { Place } from "../place.ts";
import { classifyBedrockError } from "./classify-error.ts";

/** What errors are told with: the server's name, what its fields mean, what to do, and the secrets, to be left out. */
export function errorContextOf({ who, region }: Place, secrets: readonly string[], model?: string): ErrorContext {
  return {
    who,
    classify: classifyBedrockError,
    secrets,
    actions: {
      auth: [
        "With an API key: check AWS_BEARER_TOKEN_BEDROCK; keys are made in the console of Bedrock.",
        "With a profile: aws sso login, or check it with aws sts get-caller-identity.",
        "A wrong clock spoils signatures too.",
      ],
      forbidden: [
        `Ask for access to this model in the console of Bedrock, region ${region}.`,
        "Check that you may call bedrock:InvokeModelWithResponseStream.",
      ],
      "rate-limit": ["Wait a little, then try again.", "Larger quotas are asked for in the console of Service Quotas."],
      "unknown-model": [...profileHint(model, region), "See what there is: ainative-code models list"],
      "stale-state": ["Try again: the model's earlier thinking is then left out."],
    },
  };
}

/** Prefixes of the inference profiles that many models are asked through, by the beginning of a region's name. */
const prefixes: readonly (readonly [string, string])[] = [
  ["us-gov-", "us-gov"],
  ["us-", "us"],
  ["ca-", "us"],
  ["eu-", "eu"],
  ["ap-", "apac"],
];

/** Most newer models can only be asked through an inference profile, whose id has a prefix. */
function profileHint(model: string | undefined, region: string): readonly string[] {
  if (model === undefined || !/^[a-z0-9]+\.[a-z]/.test(model) || /^(us|us-gov|eu|apac|jp|au|global)\./.test(model)) return [];
  const prefix = prefixes.find(([start]) => region.startsWith(start))?.[1];
  const names = [...(prefix === undefined ? [] : [`${prefix}.${model}`]), `global.${model}`];
  return [`Use its inference profile: -m bedrock/${names.join(" or -m bedrock/")}`];
}
