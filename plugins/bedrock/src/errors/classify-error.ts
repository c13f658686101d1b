import { filled, objectOr, type VendorError } from "@ainative-code/provider-kit";
import type { ErrorCode } from "@ainative-code/sdk";

/** By the type of the exception, without the ending `Exception`, in small letters. */
const byType: Readonly<Record<string, ErrorCode>> = {
  throttling: "rate-limit",
  throttled: "rate-limit",
  toomanyrequests: "rate-limit",
  servicequotaexceeded: "rate-limit",
  limitexceeded: "rate-limit",
  modelnotready: "overloaded",
  serviceunavailable: "overloaded",
  internalserver: "server",
  internalfailure: "server",
  internalservererror: "server",
  modelerror: "server",
  modelstreamerror: "server",
  conflict: "server",
  modeltimeout: "timeout",
  requesttimeout: "timeout",
  unrecognizedclient: "auth",
  invalidclienttokenid: "auth",
  expiredtoken: "auth",
  requestexpired: "auth",
  incompletesignature: "auth",
  invalidsignature: "auth",
  signaturedoesnotmatch: "auth",
  missingauthenticationtoken: "auth",
  notauthorized: "forbidden",
  optinrequired: "forbidden",
  accessdenied: "forbidden",
  resourcenotfound: "unknown-model",
  payloadtoolarge: "request-too-large",
  requestentitytoolarge: "request-too-large",
};

/** What a refused request says in words: there is one type for all of it. The first that matches counts. */
const byWords: readonly (readonly [RegExp, ErrorCode])[] = [
  [/on-demand throughput|model identifier is invalid|inference profile .*(not found|invalid)|end of its life/i, "unknown-model"],
  [/input is too long|input tokens? exceeded|prompt is too long/i, "context-overflow"],
  [/exceeds? the (maximum|context|model'?s).*(context|tokens|length)/i, "context-overflow"],
  [/input length and `?max_tokens`? exceed|maximum context length|too many input tokens/i, "context-overflow"],
  [/\bthinking\b.*cannot be modified|invalid `?signature`?|bound to a different|invalid .*redacted/i, "stale-state"],
  [/content filter|blocked by .*policy/i, "content-filter"],
  [/(image|document|request) .*(exceeds|too large|larger than)|too many (images|documents)/i, "request-too-large"],
  [/does ?n[o']t support|not supported|unsupported/i, "unsupported"],
  [/extraneous key|extra inputs are not permitted|did not allow prompt caching/i, "unsupported"],
  [/cannot both be specified|maximum tokens you requested|max_tokens: \d+ > \d+/i, "unsupported"],
];

const credentialWords = new RegExp(
  "security token|signature we calculated|credential should be scoped|authentication failed" +
    "|(api key|bearer token) .*(invalid|valid|expired)|(invalid|expired|not valid).* (api key|token)",
  "i",
);

const cachingWords = /did not allow prompt caching/i;

/** What an error means, by the type of its exception, then by its words; `undefined` where the HTTP status says as much. */
export function classifyBedrockError(error: VendorError, status: number | undefined): ErrorCode | undefined {
  const words = error.message ?? "";
  const type = typeNameOf(error);
  const code = byType[type];
  if (code === "forbidden" || (type === "" && status === 403)) {
    if (cachingWords.test(words)) return "unsupported";
    return credentialWords.test(words) ? "auth" : code;
  }
  if (code === "server" && /modelerror/.test(type) && causedByLoad(error)) return "rate-limit";
  if (code !== undefined) return code;
  if (type !== "validation" && status !== 400 && status !== 404 && status !== 422) return undefined;
  return byWords.find(([pattern]) => pattern.test(words))?.[1] ?? (type === "validation" ? "invalid-request" : undefined);
}

/** Whether the same request may succeed later; `undefined` where that follows from the code. */
export function mayBeAskedAgain(error: VendorError): boolean | undefined {
  if (typeNameOf(error) === "servicequotaexceeded") return false;
  return /too many tokens per day|daily (token )?(limit|quota)/i.test(error.message ?? "") ? false : undefined;
}

/** `aws.protocol#ThrottlingException:http://…` as `throttling`. */
function typeNameOf({ type, code }: VendorError): string {
  const name = (type ?? code ?? "").replace(/^.*#/, "").replace(/:.*$/, "");
  return name.replace(/Exception$/i, "").toLowerCase();
}

/** A model's own refusal, passed on by Bedrock. */
function causedByLoad({ raw }: VendorError): boolean {
  return objectOr(raw)?.["originalStatusCode"] === 429 || filled(raw?.["originalStatusCode"]) === "429";
}
