import type { Node } from "oxc-parser";
import type { LineAt } from "./line-counter.ts";

/** A place where the author claims a type that nobody checks. */
export interface Assertion {
  readonly kind: "any" | "!" | "as" | "enum";
  readonly line: number;
}

/** `as const` claims nothing and is not counted. */
export function assertionOf(node: Node, lineAt: LineAt): Assertion | undefined {
  const kind = kindOf(node);
  return kind === undefined ? undefined : { kind, line: lineAt(node.start) };
}

function kindOf(node: Node): Assertion["kind"] | undefined {
  switch (node.type) {
    case "TSAnyKeyword":
      return "any";
    case "TSNonNullExpression":
      return "!";
    case "TSEnumDeclaration":
      return "enum";
    case "TSAsExpression":
    case "TSTypeAssertion":
      return isConst(node.typeAnnotation) ? undefined : "as";
    default:
      return undefined;
  }
}

function isConst(type: Node): boolean {
  return type.type === "TSTypeReference" && type.typeName.type === "Identifier" && type.typeName.name === "const";
}
