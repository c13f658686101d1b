import type { Completion } from "./keyboard.ts";

export interface CompletionSources {
  /** Commands without their slash. */
  readonly commands: () => readonly string[];
  /** What an `@` may name: paths, and resources of servers. One that ends with `/` or `:` goes on. */
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
  const [, quote, inner, bare] = /(?:^|\s)@(?:(")([^"\n]*)|([^\s"]*))$/.exec(before) ?? [];
  const path = quote === undefined ? bare : inner;
  if (path === undefined) return undefined;
  const found = sources.paths(path);
  if (found.length === 0) return undefined;
  const quoted = quote !== undefined || found.some((one) => /\s/.test(one));
  const isWhole = found.length === 1 && !/[/:]$/.test(found[0] ?? "");
  const candidates = found.map((one) => `${quoted ? '"' : ""}${one}${isWhole ? `${quoted ? '"' : ""} ` : ""}`);
  return { from: cursor - path.length - (quote?.length ?? 0), candidates };
}
