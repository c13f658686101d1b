import { AinError } from "@ainative-code/sdk";
import type { Authorization } from "./authorization.ts";

/**
 * A refusal of credentials as one to be tried again, where others may be had: those of a profile expire. The status is
 * left out then, because to the host a 401 is about the secrets it keeps, and these are not among them.
 */
export function renewed(error: AinError, authorization: Pick<Authorization, "refuse">): AinError {
  if (error.code !== "auth" || !authorization.refuse()) return error;
  const { code, message, actions, requestId, vendorCode, details } = error;
  return new AinError(code, message, { retryable: true, actions, requestId, vendorCode, details });
}
