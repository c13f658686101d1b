import { sourcesOf } from "../source/tree.ts";
import type { Rule } from "./rule.ts";

/** STYLE: at most one in 2000 lines, each with its reason. */
const perThousandLines = 0.5;

/** Whoever silences the linter or the compiler says why, and hardly anybody does. */
export const suppressionsAreRare: Rule = (tree) => {
  const sources = sourcesOf(tree);
  const found = sources.flatMap(({ path, suppressions }) => suppressions.map((one) => ({ path, ...one })));
  const lines = sources.reduce((sum, { lineCount }) => sum + lineCount, 0);
  const allowed = Math.ceil((lines / 1000) * perThousandLines);
  const count = `${String(found.length)} suppressions in ${String(lines)} lines: ${String(allowed)} allowed`;
  const bare = found
    .filter(({ hasReason }) => !hasReason)
    .map(({ path, line }) => `${path}:${String(line)} silences a check without a reason`);
  return found.length > allowed ? [count, ...bare] : bare;
};
