import type { SourceFile } from "../source/source-file.ts";
import { sourcesOf } from "../source/tree.ts";
import { isShipped } from "../source/zone.ts";
import type { Rule } from "./rule.ts";

/** Assertions (`as`) in 1000 lines; they belong where input is parsed. */
const perThousandLines = 2;

/** In code that ships: no `any`, no `!`, no enum, and few `as`, counted over src/ and over each package. */
export const typesAreNotClaimed: Rule = (tree) => {
  const shipped = sourcesOf(tree).filter(({ path }) => isShipped(path));
  const areas = Map.groupBy(shipped, ({ path }) => path.replace(/^(src|plugins\/[^/]+\/src)\/.*$/, "$1"));
  return [...shipped.flatMap(forbidden), ...[...areas].flatMap(([area, sources]) => tooMany(area, sources))];
};

function forbidden({ path, assertions }: SourceFile): string[] {
  return assertions
    .filter(({ kind }) => kind !== "as")
    .map(({ kind, line }) => `${path}:${String(line)} has \`${kind}\`, which nobody checks`);
}

function tooMany(area: string, sources: readonly SourceFile[]): string[] {
  const lines = sources.reduce((sum, { lineCount }) => sum + lineCount, 0);
  const allowed = Math.ceil((lines / 1000) * perThousandLines);
  const places = sources.flatMap(({ path, assertions }) =>
    assertions.filter(({ kind }) => kind === "as").map(({ line }) => `${path}:${String(line)}`),
  );
  if (places.length <= allowed) return [];
  const count = `${String(places.length)} \`as\` in ${String(lines)} lines, ${String(allowed)} allowed`;
  return [`${area} has ${count}: ${places.join(", ")}`];
}
