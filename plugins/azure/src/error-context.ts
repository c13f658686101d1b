import { objectOr, type ErrorContext, type VendorError } from "@ainative-code/provider-kit";
import { blockedCategories, classifyOpenAiError } from "@ainative-code/provider-kit/openai";

/** How Azure's refusals are understood and told; the secret is never in them. */
export function errorContextOf(deployment: string, secret: string): ErrorContext {
  return {
    who: "Azure OpenAI",
    classify: classifyOpenAiError,
    detailsOf: filterDetails,
    secrets: [secret],
    actions: {
      auth: [
        "Check that the key or token is of this resource: plugins.azure.baseURL, AZURE_OPENAI_ENDPOINT",
        "A token must be for https://cognitiveservices.azure.com, of an account with the role Cognitive Services OpenAI User.",
      ],
      forbidden: ["Check the account's role on the resource (Cognitive Services OpenAI User), and its network rules."],
      "unknown-model": [
        `Azure answers by deployments: "${deployment}" must be one of the resource in plugins.azure.baseURL.`,
        "Name the deployment of a model: plugins.azure.deployments: {MODEL: DEPLOYMENT}",
        "A deployment made just now needs some minutes.",
      ],
      "invalid-request": [
        "Check plugins.azure.apiVersion and plugins.azure.api (responses or chat) against what the deployment offers.",
      ],
    },
  };
}

/** What the filter found in a request that it blocked. */
function filterDetails({ raw }: VendorError): { readonly categories?: readonly string[] } {
  const categories = blockedCategories(objectOr(raw?.["error"]) ?? raw);
  return categories.length === 0 ? {} : { categories };
}
