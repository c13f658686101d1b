import { AinError } from "@ainative-code/sdk";

interface Told {
  readonly message?: string;
  readonly actions?: readonly string[];
  readonly details?: AinError["details"];
  readonly retryable?: boolean;
}

/** The same error in other words, or with other next steps; the original is its cause. */
export function retold(error: AinError, told: Told): AinError {
  return new AinError(error.code, told.message ?? error.message, {
    retryable: told.retryable ?? error.retryable,
    retryAfterMs: error.retryAfterMs,
    actions: told.actions ?? error.actions,
    requestId: error.requestId,
    status: error.status,
    vendorCode: error.vendorCode,
    details: told.details ?? error.details,
    cause: error,
  });
}

/** Puts something between the last word of a sentence and its full stop, which a vendor's own words may lack. */
export function withinSentence(sentence: string, added: string): string {
  return `${sentence.replace(/[.\s]+$/, "")}${added}.`;
}
