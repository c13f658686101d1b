import type { ErrorFixture } from "../fixture.ts";
import { play, type Stage } from "../play.ts";

/** A refused request is thrown with the right code before any event, its request id kept and its secret left out. */
export async function errorFaults(stage: Stage, fixture: ErrorFixture): Promise<readonly string[]> {
  const body = typeof fixture.body === "string" ? new TextEncoder().encode(fixture.body) : fixture.body;
  const headers = { "content-type": "application/json", "x-request-id": "req_conformance", ...fixture.headers };
  const { events, error } = await play({ ...stage, status: fixture.status, headers }, [body]);
  if (error === undefined) return [`no error was thrown; events: ${events.map(({ type }) => type).join(", ")}`];
  const shown = JSON.stringify([error, error.message, String(error.cause)]);
  const secret = Object.values(stage.secrets).find((value) => value !== undefined && shown.includes(value));
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["code", fixture.code, error.code],
    ["retryable", fixture.retryable, error.retryable],
    ["retryAfterMs", fixture.retryAfterMs, error.retryAfterMs],
    ["request id", headers["x-request-id"], error.requestId],
    ["a secret in the error", undefined, secret],
  ];
  const faults = pairs.filter(([, want, is]) => want !== is);
  return faults.map(([what, want, is]) => `${what}: expected ${String(want)}, got ${String(is)} (${error.message})`);
}
