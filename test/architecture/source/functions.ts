import type { Node } from "oxc-parser";
import type { LineAt } from "./line-counter.ts";
import type { Place } from "./walk.ts";

export interface FunctionSpan {
  readonly name: string;
  readonly line: number;
  /** From the first line of its head to the last of its body. */
  readonly lines: number;
}

/** A function with a body. One that puts down tests (a `describe`, a suite) is a chapter of them and no function. */
export function functionOf(node: Node, { parent }: Place, lineAt: LineAt): FunctionSpan | undefined {
  const isFunction = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
  if (!isFunction || isChapter(node)) return undefined;
  const line = lineAt(node.start);
  return { name: nameOf(node, parent), line, lines: lineAt(node.end) - line + 1 };
}

function isChapter(node: Node): boolean {
  const body = "body" in node && !Array.isArray(node.body) ? node.body : undefined;
  return body?.type === "BlockStatement" && body.body.some(putsDownTests);
}

function putsDownTests(statement: Node): boolean {
  if (statement.type !== "ExpressionStatement" || statement.expression.type !== "CallExpression") return false;
  const { callee } = statement.expression;
  const name = callee.type === "MemberExpression" ? callee.object : callee;
  return name.type === "Identifier" && /^(describe|context|it)$/.test(name.name);
}

function nameOf(node: Node, parent: Node | undefined): string {
  if ("id" in node && node.id?.type === "Identifier") return node.id.name;
  if (parent?.type === "VariableDeclarator" && parent.id.type === "Identifier") return parent.id.name;
  if (parent !== undefined && "key" in parent && typeof parent.key === "object") {
    if (parent.key.type === "Identifier" || parent.key.type === "PrivateIdentifier") return parent.key.name;
    if (parent.key.type === "Literal") return String(parent.key.value);
  }
  return "(unnamed)";
}
