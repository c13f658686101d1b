import type { Comment } from "oxc-parser";
import type { LineAt } from "./line-counter.ts";

/** A comment that silences the linter or the compiler. */
export interface Suppression {
  readonly line: number;
  readonly hasReason: boolean;
}

const mark = /^[\s*]*(?:(?:eslint|oxlint)-disable(?:-next-line|-line)?\b|@ts-(?:ignore|nocheck|expect-error)\b)/;

/** The reason follows ` -- ` (linter) or stands after the word (compiler), and has at least two words. */
export function suppressionOf(comment: Comment, lineAt: LineAt): Suppression | undefined {
  const found = mark.exec(comment.value);
  if (found === null) return undefined;
  const rest = comment.value.slice(found[0].length);
  const reason = found[0].includes("@ts-") ? rest : (rest.split(" -- ")[1] ?? "");
  return { line: lineAt(comment.start), hasReason: reason.trim().split(/\s+/).length >= 2 };
}
