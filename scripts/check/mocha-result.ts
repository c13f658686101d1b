/** What our reporter writes for the runner: JSON, at the end of a run or never. */
export interface MochaResult {
  readonly passed: number;
  readonly failures: readonly { readonly title: string; readonly file: string; readonly error: string }[];
  readonly skipped: readonly string[];
  /** The slowest first. */
  readonly slowest: readonly { readonly title: string; readonly ms: number }[];
}

/** Reads it. Undefined where the text is not one, as after a crash. */
export function readMochaResult(text: string): MochaResult | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isMochaResult(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isMochaResult(json: unknown): json is MochaResult {
  return typeof json === "object" && json !== null && "passed" in json && "failures" in json && "skipped" in json && "slowest" in json;
}
