import { filled, goDurationMs, objectOr, objectsOf, type JsonObject, type VendorError } from "@ainative-code/provider-kit";

/** The entries of `error.details` of one of Google's error types, for example `QuotaFailure`. */
function detailsOf({ raw }: VendorError, type: string): readonly JsonObject[] {
  const details = objectsOf((objectOr(raw?.["error"]) ?? raw)?.["details"]);
  return details.filter((detail) => filled(detail["@type"])?.endsWith(`.${type}`) === true);
}

/** `ErrorInfo.reason`, the finest word Google has. */
export function reasonOf(error: VendorError): string | undefined {
  return detailsOf(error, "ErrorInfo").flatMap((info) => filled(info["reason"]) ?? [])[0];
}

/** Milliseconds to wait: of `RetryInfo`, else of the message. */
export function retryDelayMs(error: VendorError): number | undefined {
  const told = detailsOf(error, "RetryInfo").flatMap((info) => filled(info["retryDelay"]) ?? [])[0];
  const words = /retry in (\d[\dhms.]*s)\b/i.exec(error.message ?? "")?.[1];
  const delay = Math.ceil(goDurationMs(told ?? words ?? "") ?? 0);
  return delay > 0 ? delay : undefined;
}

/** A quota that does not come back within minutes: one of a day, or one of nothing. */
export function isLastingQuota(error: VendorError): boolean {
  const violations = detailsOf(error, "QuotaFailure").flatMap((failure) => objectsOf(failure["violations"]));
  const isLasting = violations.some(({ quotaId, quotaValue }) => /PerDay/.test(filled(quotaId) ?? "") || quotaValue === "0");
  return isLasting || /\blimit: 0\b/.test(error.message ?? "");
}
