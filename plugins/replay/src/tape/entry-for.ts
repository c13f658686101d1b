import {
  AinError,
  canonicalRequest,
  firstDifference,
  turnOf,
  type Difference,
  type JsonValue,
  type ProviderRequest,
  type TapeEntry,
  type TapePlaces,
} from "@ainative-code/sdk";
import { excerpt } from "./excerpt.ts";
import type { Tape } from "./read-tape.ts";

/**
 * The entry recorded for this request. Where a request was recorded more than once (its first answer had failed), the
 * last one counts. Throws `invalid-request` where there is none: with the first difference (`details`: `pointer`,
 * `expected`, `actual`) to the entry of the same turn, or saying that the tape has ended.
 */
export function entryFor(tape: Tape, request: ProviderRequest, places: TapePlaces): TapeEntry {
  const canonical = canonicalRequest(request, places);
  const actual = compared(canonical, tape);
  const turn = turnOf(canonical);
  const candidates = tape.entries.filter((entry) => turnOf(entry.request) === turn);
  const differences = candidates.map((entry) => firstDifference(compared(entry.request, tape), actual));
  const match = candidates[differences.lastIndexOf(undefined)];
  if (match !== undefined) return match;
  const difference = differences.at(-1);
  throw difference === undefined ? ended(tape, turn) : differs(tape, difference);
}

function compared(request: JsonValue, { header }: Tape): JsonValue {
  if (header.compare === undefined || typeof request !== "object" || request === null) return request;
  return Object.fromEntries(Object.entries(request).filter(([member]) => header.compare?.includes(member)));
}

function differs(tape: Tape, { pointer, expected, actual }: Difference): AinError {
  const texts = excerpt(expected, actual);
  const message = `The request differs from the tape at ${pointer}: expected ${texts.expected}, got ${texts.actual}.`;
  return new AinError("invalid-request", message, {
    actions: [
      "Bring the project back to what it was when the tape was recorded.",
      "Or record the conversation again: ainative-code chat --record FILE",
    ],
    details: { tape: tape.path, pointer, expected: expected ?? null, actual: actual ?? null },
  });
}

function ended(tape: Tape, turn: number): AinError {
  const message = `The tape ${tape.path} has no answer ${turn + 1}: it was recorded with ${tape.entries.length}.`;
  return new AinError("invalid-request", message, {
    actions: [
      "Go on with a model: ainative-code chat --continue -m PROVIDER/MODEL",
      "Or record a longer tape: ainative-code chat --record FILE",
    ],
    details: { tape: tape.path, turn: turn + 1, entries: tape.entries.length },
  });
}
