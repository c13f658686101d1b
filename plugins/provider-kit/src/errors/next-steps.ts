import type { ErrorCode } from "@ainative-code/sdk";

const steps: Partial<Record<ErrorCode, readonly string[]>> = {
  auth: ["Check the key, then try again."],
  forbidden: ["Check that the key's account may use this model."],
  billing: ["Look at the account's plan and billing on the vendor's site, or use another provider."],
  "rate-limit": ["Wait a little, then try again."],
  overloaded: ["Try again in a moment, or use another model."],
  server: ["Try again in a moment."],
  timeout: ["Try again in a moment."],
  "unknown-model": ["List the models that can be used: ainative-code models list"],
  "context-overflow": ["Start a new session, or sum up this one with /compact."],
  "request-too-large": ["Leave out large files or images."],
  "content-filter": ["Put the request in other words."],
  protocol: ["Check that the base URL points at a model server, then try again."],
};

/** What a user can do about a vendor's error, where nothing better is known. */
export function nextStepsFor(code: ErrorCode): readonly string[] {
  return steps[code] ?? [];
}
