/**
 * Every way a run can fail that a person can do something about. The list is closed: a new code is a new minor of the
 * contract.
 */
export const errorCodes = [
  "internal",
  "server",
  "protocol",
  "storage",
  "not-configured",
  "unknown-model",
  "auth",
  "forbidden",
  "billing",
  "rate-limit",
  "overloaded",
  "network",
  "interrupted",
  "context-overflow",
  "request-too-large",
  "content-filter",
  "refusal",
  "invalid-request",
  "unsupported",
  "stale-state",
  "invalid-input",
  "permission-denied",
  "plugin",
  "budget",
  "timeout",
  "cancelled",
] as const;

/** One of the closed list `errorCodes`. */
export type ErrorCode = (typeof errorCodes)[number];

/** What an error says beside its code and its sentence. */
export interface AinErrorOptions {
  /** Whether the same call may succeed when made again. Defaults by code: see `retryableByDefault`. */
  readonly retryable?: boolean | undefined;
  /** Milliseconds the other side asked to wait. */
  readonly retryAfterMs?: number | undefined;
  /** What the user can do next, each one a sentence or a command line. */
  readonly actions?: readonly string[] | undefined;
  /** The request id of the vendor, for its support. */
  readonly requestId?: string | undefined;
  /** HTTP status, where one was received. */
  readonly status?: number | undefined;
  /** The vendor's own code or type, unchanged. */
  readonly vendorCode?: string | undefined;
  /** More for logs and `--json`; must be JSON and hold no secret. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: unknown;
}

const brand = Symbol.for("ainative-code.error.1");

const retryableByDefault: ReadonlySet<ErrorCode> = new Set([
  "server",
  "rate-limit",
  "overloaded",
  "network",
  "timeout",
  "interrupted",
  "protocol",
]);

/** What `--json`, tapes and logs show of an error. */
export interface ErrorJson {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  readonly actions: readonly string[];
  readonly requestId?: string;
  readonly status?: number;
  readonly vendorCode?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * An error with a code, a sentence for a person and a next step. Recognise it by `isAinError`, never by `instanceof`:
 * a plugin may carry its own copy of this class. A plain `Error` means a bug.
 */
export class AinError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly actions: readonly string[];
  readonly requestId: string | undefined;
  readonly status: number | undefined;
  readonly vendorCode: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, message: string, options: AinErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AinError";
    this.code = code;
    this.retryable = options.retryable ?? retryableByDefault.has(code);
    this.retryAfterMs = options.retryAfterMs;
    this.actions = options.actions ?? [];
    this.requestId = options.requestId;
    this.status = options.status;
    this.vendorCode = options.vendorCode;
    this.details = options.details;
    Object.defineProperty(this, brand, { value: true });
  }

  toJSON(): ErrorJson {
    return {
      code: this.code,
      message: this.message,
      retryable: this.retryable,
      actions: this.actions,
      ...(this.retryAfterMs === undefined ? {} : { retryAfterMs: this.retryAfterMs }),
      ...(this.requestId === undefined ? {} : { requestId: this.requestId }),
      ...(this.status === undefined ? {} : { status: this.status }),
      ...(this.vendorCode === undefined ? {} : { vendorCode: this.vendorCode }),
      ...(this.details === undefined ? {} : { details: this.details }),
    };
  }
}

/** True for an `AinError` of any copy of this package. */
export function isAinError(value: unknown): value is AinError {
  return typeof value === "object" && value !== null && brand in value;
}

/**
 * Makes an `AinError` of whatever was thrown: an `AinError` is returned as it is, an abort becomes `cancelled`,
 * a Node network error becomes `network`, anything else `internal`. The original stays as `cause`.
 */
export function toAinError(thrown: unknown): AinError {
  if (isAinError(thrown)) return thrown;
  if (!(thrown instanceof Error)) return new AinError("internal", String(thrown), { cause: thrown });
  if (thrown.name === "AbortError") return new AinError("cancelled", "Cancelled.", { cause: thrown });
  if (thrown.name === "TimeoutError") return new AinError("timeout", thrown.message, { cause: thrown });
  const systemCode = "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;
  if (systemCode !== undefined && networkCodes.has(systemCode)) {
    return new AinError("network", thrown.message, { vendorCode: systemCode, cause: thrown });
  }
  return new AinError("internal", thrown.message, { cause: thrown });
}

/** libuv and Node codes that mean "the other side was not reached, or went away". */
const networkCodes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "ERR_STREAM_PREMATURE_CLOSE",
]);
