import { parseSync, type Comment, type Node } from "oxc-parser";
import { type Assertion, assertionOf } from "./assertions.ts";
import { type FunctionSpan, functionOf } from "./functions.ts";
import { GlobalUses, type GlobalUse } from "./global-uses.ts";
import { type Import, importsOf } from "./imports.ts";
import { lineCounter } from "./line-counter.ts";
import { type StringLiteral, stringOf } from "./strings.ts";
import { type Suppression, suppressionOf } from "./suppressions.ts";
import { walk } from "./walk.ts";

/** What the rules want to know of a file. Lines count from 1. */
export interface SourceFile {
  readonly path: string;
  readonly lineCount: number;
  readonly imports: readonly Import[];
  readonly functions: readonly FunctionSpan[];
  readonly globals: readonly GlobalUse[];
  readonly strings: readonly StringLiteral[];
  readonly assertions: readonly Assertion[];
  readonly suppressions: readonly Suppression[];
  /** The file only passes on what others export. */
  readonly isBarrel: boolean;
}

/** Where the text is no TypeScript: what the parser says. */
export function parseSource(path: string, text: string): SourceFile | string {
  const { program, module, comments, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) return error.message;
  const lineAt = lineCounter(text);
  const functions: FunctionSpan[] = [];
  const strings: StringLiteral[] = [];
  const assertions: Assertion[] = [];
  const globals = new GlobalUses(lineAt);
  walk(program, (node, place) => {
    push(functions, functionOf(node, place, lineAt));
    push(strings, stringOf(node, place, lineAt));
    push(assertions, assertionOf(node, lineAt));
    globals.visit(node, place);
  });
  return {
    path,
    lineCount: text.split("\n").length - (text.endsWith("\n") ? 1 : 0),
    imports: importsOf(program, module, text, lineAt),
    functions,
    globals: globals.all(),
    strings,
    assertions,
    suppressions: comments.flatMap((comment: Comment) => suppressionOf(comment, lineAt) ?? []),
    isBarrel: program.body.length > 0 && program.body.every(isReExport),
  };
}

function isReExport(node: Node): boolean {
  return node.type === "ExportAllDeclaration" || (node.type === "ExportNamedDeclaration" && node.source !== null);
}

function push<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item);
}
