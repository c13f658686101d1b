/** A file that a prompt names. */
export interface Mention {
  /** As it stands behind the `@`, without quotes. */
  readonly path: string;
  /** The lines it asks for, counted from 1; `path` without them. */
  readonly range?: { readonly path: string; readonly from: number; readonly to: number };
}

/** `@path` at the beginning of a word; in quotes where the path has spaces. */
const mention = /(?<![^\s(])@(?:"([^"\n]+)"((?::\d+(?:-\d+)?)?)|([^\s"@,;]*[^\s"@,;.:!?)]))/g;

/** `a.ts:10`, `a.ts:10-20`, `a.ts#L10-20`, `a.ts#L10-L20`. */
const ranged = /^(.+?)(?::|#L)(\d+)(?:-L?(\d+))?$/;

/** The files that a prompt names, in order and each once. */
export function mentionsIn(prompt: string): readonly Mention[] {
  const named = [...prompt.matchAll(mention)].map(([, quoted, lines = "", bare = ""]) =>
    quoted === undefined ? bare : quoted + lines,
  );
  return [...new Set(named)].map((path) => {
    const [, file, from, to] = ranged.exec(path) ?? [];
    if (file === undefined || from === undefined) return { path };
    const [first, last] = [Number(from), Number(to ?? from)];
    return { path, range: { path: file, from: Math.max(1, Math.min(first, last)), to: Math.max(first, last) } };
  });
}
