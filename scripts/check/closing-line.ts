import type { Outcome } from "./outcome.ts";

/** `12 passed, 0 failed`, with `, 3 skipped` where there are any. */
export function closingLine(outcomes: readonly Outcome[]): string {
  const sum = (of: (outcome: Outcome) => number): number => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const skipped = sum((outcome) => outcome.skipped);
  const line = `${String(sum((outcome) => outcome.passed))} passed, ${String(sum((outcome) => outcome.failed))} failed`;
  return skipped === 0 ? line : `${line}, ${String(skipped)} skipped`;
}
