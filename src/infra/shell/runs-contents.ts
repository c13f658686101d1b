import type { ArithmeticExpression, SyntaxNode, Word } from "unbash";

/**
 * Whether the shell may run what a variable holds, or what stands in quotes, while it expands this: bash evaluates
 * subscripts and arithmetic again and again, command substitutions in them included, and `@P` expands a value as a
 * prompt. Nobody can see from the line what that would be.
 */
export function runsContents(node: SyntaxNode): boolean {
  switch (node.type) {
    case "ParameterExpansion":
      return isRunningExpansion(node);
    case "ArithmeticExpansion":
    case "ArithmeticCommand":
      return node.expression !== undefined && !isNumeric(node.expression);
    case "ArithmeticFor":
      return [node.initialize, node.test, node.update].some((part) => part !== undefined && !isNumeric(part));
    case "TestUnary":
      return /^-[vR]$/.test(node.operator) && !isName(node.operand);
    case "TestBinary":
      return /^-(?:eq|ne|lt|le|gt|ge)$/.test(node.operator) && !(isNumber(node.left) && isNumber(node.right));
    case "Assignment":
      return (
        (node.index !== undefined && !isNumber(node.index)) ||
        (node.value.type === "ArrayValue" && node.value.elements.some(hasSubscript))
      );
    default:
      return false;
  }
}

type Expansion = Extract<SyntaxNode, { readonly type: "ParameterExpansion" }>;

function isRunningExpansion({ prefix, index, operation }: Expansion): boolean {
  if (prefix === "!" && operation?.type !== "Names") return true;
  if (index !== undefined && !/^(?:\d+|@|\*)$/.test(index.text)) return true;
  if (operation === undefined) return false;
  if (operation.type === "Unknown") return true;
  if (operation.type === "Transform") return !/^[QUuL]$/.test(operation.operand.text);
  return (
    operation.type === "Slice" && !(isNumber(operation.offset) && (operation.length === undefined || isNumber(operation.length)))
  );
}

function isNumber({ text }: Word): boolean {
  return /^\s*-?\d+\s*$/.test(text);
}

function isName({ text }: Word): boolean {
  return /^[A-Za-z_]\w*$/.test(text);
}

/** `a=([X]=1)`: the subscript is arithmetic. */
function hasSubscript({ text }: Word): boolean {
  return text.startsWith("[") && !/^\[\d+\]/.test(text);
}

/** Numbers and operators only: a name stands for whatever its variable holds. */
function isNumeric(expression: ArithmeticExpression): boolean {
  switch (expression.type) {
    case "ArithmeticWord":
      return /^(?:\d+#)?[\da-zA-Z]*$/.test(expression.value) && /^\d/.test(expression.value);
    case "ArithmeticBinary":
      return isNumeric(expression.left) && isNumeric(expression.right);
    case "ArithmeticUnary":
      return isNumeric(expression.operand);
    case "ArithmeticTernary":
      return [expression.test, expression.consequent, expression.alternate].every(isNumeric);
    case "ArithmeticGroup":
      return isNumeric(expression.expression);
    default:
      return false;
  }
}
