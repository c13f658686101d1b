import { AinError } from "@ainative-code/sdk";
import type { ErrorCode } from "@ainative-code/sdk";
import { retryAfterMs } from "./retry-after.ts";

const codes: ReadonlyMap<number, ErrorCode> = new Map([
  [408, "timeout"],
  [425, "server"],
  [429, "rate-limit"],
  [500, "server"],
  [502, "server"],
  [503, "overloaded"],
  [504, "server"],
  [529, "overloaded"],
]);

interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** What an answer's status says of another attempt: the failure that it may heal, or nothing where the answer stands. */
export function statusFailure({ status, headers }: Head, host: string, now: number): AinError | undefined {
  const code = codes.get(status);
  if (code === undefined) return undefined;
  return new AinError(code, `${host} answered with status ${status}.`, {
    status,
    retryable: true,
    retryAfterMs: retryAfterMs(headers, now),
  });
}
