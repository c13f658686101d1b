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

/** Tokens that a model takes, where they are known. */
export interface Window {
  readonly window?: number | undefined;
}

/** True where `next` may answer what `failed` could not. A conversation that is too long goes to a larger window only. */
export function passesOn({ code }: AinError, failed: Window, next: Window): boolean {
  if (code !== "context-overflow") return ofOneModel.has(code);
  return failed.window !== undefined && next.window !== undefined && next.window > failed.window;
}
