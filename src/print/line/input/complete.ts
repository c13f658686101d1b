import type { Completion } from "./keyboard.ts";

export interface CompletionSources {
  /** Commands without their slash. */
  readonly commands: () => readonly string[];
  readonly paths: (begun: string) => readonly string[];
}

/** Completes a slash command at the beginning of the text, and a path behind an `@`. */
export function completionAt(text: string, cursor: number, sources: CompletionSources): Completion | undefined {
  const before = text.slice(0, cursor);
  const command = /^\/([^\n]*)$/.exec(before)?.[1];
  if (command !== undefined) {
    const known = sources.commands().filter((name) => name.startsWith(command));
    if (known.length > 0) return { from: 1, candidates: known.length === 1 ? known.map((name) => `${name} `) : known };
  }
  const path = /(?:^|\s)@([^\s"]*)$/.exec(before)?.[1];
  if (path === undefined) return undefined;
  const found = sources.paths(path);
  const [only] = found;
  const candidates = found.length === 1 && only !== undefined && !only.endsWith("/") ? [`${only} `] : found;
  return candidates.length === 0 ? undefined : { from: cursor - path.length, candidates };
}
