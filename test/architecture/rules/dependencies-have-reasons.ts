import { manifestsOf } from "../source/manifest.ts";
import type { Rule } from "./rule.ts";

const page = "docs/dependencies.md";

/** Every dependency of every manifest has its line in docs/dependencies.md, and no line is left over. */
export const dependenciesHaveReasons: Rule = (tree) => {
  const needed = new Set(
    manifestsOf(tree).flatMap((one) => [
      ...one.dependencies,
      ...one.optionalDependencies,
      ...one.peerDependencies,
      ...one.devDependencies,
      ...one.overrides,
    ]),
  );
  const explained = new Set(explainedBy(tree.get(page) ?? ""));
  return [
    ...[...needed].filter((name) => !explained.has(name)).map((name) => `${page}: ${name} has no line with its reason`),
    ...[...explained].filter((name) => !needed.has(name)).map((name) => `${page}: nobody depends on ${name} any more`),
  ];
};

/** Lines like "- `a`, `b`: why", with a reason of some words. */
function explainedBy(text: string): readonly string[] {
  const lines = text.matchAll(/^- ((?:`[^`]+`(?:, )?)+): .{10,}/gm);
  return [...lines].flatMap(([, names = ""]) => names.split(", ").map((one) => one.slice(1, -1)));
}
