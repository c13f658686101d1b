import type { ErrorCode } from "@ainative-code/sdk";

/** How a sentence about a vendor's error begins; `{who}` is the vendor. */
const leads: Partial<Record<ErrorCode, string>> = {
  auth: "{who} did not accept the credentials",
  forbidden: "{who} does not allow this",
  billing: "{who} wants the account's billing looked at",
  "rate-limit": "{who} limits the rate of requests",
  overloaded: "{who} is overloaded",
  server: "{who} has a problem of its own",
  timeout: "{who} took too long",
  "unknown-model": "{who} does not have this model",
  "context-overflow": "The conversation is too long for this model",
  "request-too-large": "The request is too large for {who}",
  "content-filter": "{who} blocked this by its content rules",
  refusal: "{who} declined to answer",
  unsupported: "This model of {who} does not support a part of the request",
  "stale-state": "{who} no longer accepts a part of the earlier conversation",
  protocol: "{who} sent something that could not be read",
};

/** Characters of the vendor's own words that go into the sentence. */
const maxWords = 500;

/** One sentence for a person: what happened, then the vendor's own words. */
export function sentenceOf(code: ErrorCode, who: string, words: string | undefined): string {
  const lead = (leads[code] ?? "{who} refused the request").replace("{who}", who);
  if (words === undefined) return `${lead}.`;
  return `${lead}: ${words.length > maxWords ? `${words.slice(0, maxWords)}…` : words}`;
}
