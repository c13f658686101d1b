import type { AinError, ErrorCode } from "@ainative-code/sdk";

/**
 * The failures that are one model's own, so that another may well answer: it is not well or can't be reached, its vendor
 * does not let this user in, or it lacks what was asked for. All others would meet the next model too (`invalid-input`,
 * `invalid-request`, `request-too-large`, `stale-state`), are the user's own wish (`cancelled`, `budget`,
 * `permission-denied`), or are an answer: who was refused by one model is not handed to the next until one gives in
 * (`refusal`, `content-filter`).
 */
const ofOneModel: ReadonlySet<ErrorCode> = new Set([
  "server",
  "overloaded",
  "network",
  "timeout",
  "interrupted",
  "protocol",
  "rate-limit",
  "billing",
  "auth",
  "forbidden",
  "unknown-model",
  "not-configured",
  "unsupported",
  "plugin",
]);

/** True where another model may answer what this one could not. */
export function passesOn({ code }: AinError): boolean {
  return ofOneModel.has(code);
}
