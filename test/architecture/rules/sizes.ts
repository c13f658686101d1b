import { contributionsOf } from "../source/contributions.ts";
import { manifestsOf } from "../source/manifest.ts";
import type { SourceFile } from "../source/source-file.ts";
import { type Tree, sourcesOf } from "../source/tree.ts";

const limits = { file: 300, function: 60, command: 80, tool: 150, provider: 200 } as const;

/** What is longer than it should be, what has an exception it doesn't need, and what has one without a reason. */
export function sizes(tree: Tree, exceptions: Readonly<Record<string, string>>): readonly string[] {
  const contributions = contributionsOf(manifestsOf(tree));
  const tooLong = new Map(
    sourcesOf(tree).flatMap((source) => [...longFile(source, limitOf(source.path, contributions)), ...longFunctions(source)]),
  );
  return [
    ...[...tooLong].filter(([key]) => exceptions[key] === undefined).map(([, complaint]) => complaint),
    ...Object.keys(exceptions)
      .filter((key) => !tooLong.has(key))
      .map((key) => `size-exceptions.ts: ${key} needs no exception any more`),
    ...Object.entries(exceptions)
      .filter(([, reason]) => reason.split(/\s+/).length < 4)
      .map(([key]) => `size-exceptions.ts: ${key} has no reason`),
  ];
}

type Kind = Exclude<keyof typeof limits, "function">;

function limitOf(path: string, contributions: ReadonlyMap<string, "tool" | "provider">): Kind {
  if (/^(src|plugins\/[^/]+\/src)\/commands\//.test(path)) return "command";
  return contributions.get(path) ?? "file";
}

function longFile({ path, lineCount }: SourceFile, kind: Kind): [string, string][] {
  const limit = limits[kind];
  return lineCount <= limit ? [] : [[path, `${path} has ${String(lineCount)} lines, a ${kind} ${String(limit)} at most`]];
}

function longFunctions({ path, functions }: SourceFile): [string, string][] {
  return functions
    .filter(({ lines }) => lines > limits.function)
    .map(({ name, line, lines }) => [
      `${path}#${name}`,
      `${path}:${String(line)} ${name} has ${String(lines)} lines, a function ${String(limits.function)} at most`,
    ]);
}
