import { withinTime } from "./bounded-regex.ts";

export interface PathPattern {
  readonly glob: string;
  /** The pattern is about the last name alone, in whatever folder. */
  readonly basename?: boolean;
  /** A path as the pattern is to see it. */
  readonly below: (path: string) => string;
}

/** So many paths are matched at once: each batch costs the watchdog's thread. */
const batchSize = 256;

const advice = "Use fewer * in one name, no repetition inside a repetition such as +(a*), and name more of the path.";

/** Those that match, in order. Throws `invalid-input` for a pattern that takes too long, as `*a*a*a*a*b` can on a long name. */
export async function* matchingPaths(paths: AsyncIterable<string>, pattern: PathPattern): AsyncGenerator<string> {
  const { glob, basename = false, below } = pattern;
  const { default: picomatch } = await import("picomatch");
  const matches = picomatch(glob, { dot: true, basename });
  const those = (batch: readonly string[]): readonly string[] =>
    withinTime(glob, () => batch.filter((path) => matches(below(path))), advice);
  let batch: string[] = [];
  for await (const path of paths) {
    batch.push(path);
    if (batch.length < batchSize) continue;
    yield* those(batch);
    batch = [];
  }
  if (batch.length > 0) yield* those(batch);
}
