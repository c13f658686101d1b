import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node } from "yaml";
import { excerptAt } from "./excerpt.ts";

/** Counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface YamlProblem extends Position {
  readonly message: string;
  readonly excerpt?: string;
}

export interface ParsedYaml {
  /** Where this is not empty, `value` is not to be used. */
  readonly problems: readonly YamlProblem[];
  /** Plain JSON; `undefined` for a file with nothing but comments. */
  readonly value: unknown;
  /** Where a key or its value stands; for what is not in the file, the nearest thing around it. */
  locate(path: readonly string[], part: "key" | "value"): Position;
}

/** Reads one YAML 1.2 document as plain JSON. Broken text is no throw: every problem is told with its place. */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problem = (message: string, offset: number): YamlProblem => ({ message, ...at(offset), ...excerptAt(text, offset) });
  const parsed = parse(text, lines);
  if (parsed === undefined) return { problems: [problem("nested too deeply.", 0)], value: undefined, locate: () => at(0) };
  const faults = [...parsed.errors, ...parsed.warnings].map((fault) => problem(plainMessage(fault.code, fault.message, text, fault.pos[0]), fault.pos[0]));
  const problems = faults.length > 0 ? faults : nonJson(parsed).map(({ message, offset }) => problem(message, offset));
  return {
    ...(problems.length > 0 ? { problems, value: undefined } : valueOf(parsed, problem)),
    locate: (path, part) => at(offsetOf(parsed, path, part)),
  };
}

function parse(text: string, lineCounter: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true, logLevel: "error" });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function valueOf(parsed: Document.Parsed, problem: (message: string, offset: number) => YamlProblem): Pick<ParsedYaml, "problems" | "value"> {
  try {
    const value: unknown = parsed.toJS();
    return { problems: [], value: value ?? undefined };
  } catch (error) {
    // What is left here are aliases that unfold without end.
    return { problems: [problem(error instanceof Error ? `${error.message}.` : "can't be read.", 0)], value: undefined };
  }
}

/** What YAML can say and JSON can't. */
function nonJson(parsed: Document.Parsed): { message: string; offset: number }[] {
  const found: { message: string; offset: number }[] = [];
  visit(parsed, {
    Scalar(_, { value, range }) {
      if (typeof value === "number" && !Number.isFinite(value)) found.push({ message: "a number must be finite.", offset: range?.[0] ?? 0 });
    },
    Alias(_, alias) {
      if (alias.resolve(parsed) !== undefined) return;
      found.push({ message: `nothing is called &${alias.source}.`, offset: alias.range?.[0] ?? 0 });
    },
  });
  return found;
}

function plainMessage(code: string, message: string, text: string, offset: number): string {
  if (code === "TAB_AS_INDENT") return "YAML can't be indented by tabs: use spaces.";
  if (code === "DUPLICATE_KEY") return `duplicate key "${/^[^\s:]+/.exec(text.slice(offset))?.[0] ?? ""}".`;
  if (code === "MULTIPLE_DOCS") return 'only one document is allowed: remove the line "---".';
  const sentence = message.split("\n")[0] ?? message;
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}${sentence.endsWith(".") ? "" : "."}`;
}

function offsetOf(parsed: Document.Parsed, path: readonly string[], part: "key" | "value"): number {
  let node: Node | null = parsed.contents;
  let key = startOf(node);
  for (const name of path) {
    if (isAlias(node)) return startOf(node);
    const next = childOf(node, name);
    if (next === undefined) return key;
    key = startOf(next.key ?? next.value);
    node = next.value;
  }
  return part === "value" && node !== null ? startOf(node) : key;
}

function childOf(node: Node | null, name: string): { key: Node | null; value: Node | null } | undefined {
  if (isSeq(node)) return { key: null, value: nodeOf(node.items[Number(name)]) };
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === name);
  return pair === undefined ? undefined : { key: nodeOf(pair.key), value: nodeOf(pair.value) };
}

function nodeOf(value: unknown): Node | null {
  return isNode(value) ? value : null;
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}
