import type { Node } from "oxc-parser";
import type { LineAt } from "./line-counter.ts";
import type { Place } from "./walk.ts";

export interface StringLiteral {
  readonly value: string;
  readonly line: number;
}

/** A string or a piece of a template, in code: the module of an import statement is told by the imports. */
export function stringOf(node: Node, { parent, key }: Place, lineAt: LineAt): StringLiteral | undefined {
  if (node.type === "TemplateElement") return { value: node.value.cooked ?? node.value.raw, line: lineAt(node.start) };
  if (node.type !== "Literal" || typeof node.value !== "string") return undefined;
  const isModule = key === "source" && parent !== undefined && /^(Import|Export)\w*Declaration$/.test(parent.type);
  return isModule ? undefined : { value: node.value, line: lineAt(node.start) };
}
