import { fileMatches } from "./rule.ts";
import type { PermissionRule } from "./rule.ts";

/** A file as the machine resolves it. */
export interface Place {
  readonly path: string;
  readonly inside: boolean;
  readonly shown: string;
}

/** Whether a deny rule with a pattern for one of the tools that read keeps all of them from showing this file. */
export function deniedReads(deny: readonly PermissionRule[], readers: ReadonlySet<string>): (file: Place) => boolean {
  const patterns = deny.flatMap(({ tool, pattern, path }) =>
    pattern !== undefined && readers.has(tool) ? [path ?? pattern] : [],
  );
  return (file) => patterns.some((pattern) => fileMatches(file, pattern));
}
