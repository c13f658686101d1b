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

/** One broken bracket can lead to hundreds of faults. */
const maxProblems = 20;

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
  const reference = parsed.errors.length === 0 ? undefined : unquotedReference(text);
  if (reference !== undefined) {
    const told = problem(`inside { } or [ ] a reference has to stand in quotes: "${reference.text}".`, reference.offset);
    return { problems: [told], value: undefined, locate: () => at(0) };
  }
  const faults = [...parsed.errors, ...parsed.warnings]
    .slice(0, maxProblems)
    .map((fault) => problem(plainMessage(fault.code, fault.message), fault.pos[0]));
  const own = unwanted(parsed).map(({ message, offset }) => problem(message, offset));
  const problems = [...faults, ...own].toSorted((one, other) => one.line - other.line || one.column - other.column);
  return {
    ...(problems.length > 0 ? { problems, value: undefined } : valueOf(parsed, problem)),
    locate: (path, part) => at(offsetOf(parsed, path, part)),
  };
}

function parse(text: string, lineCounter: LineCounter): Document.Parsed | undefined {
  try {
    // Its own search for duplicate keys takes time by the square of their number: 20 s for a file of 1 MB.
    const parsed = parseDocument(text, {
      lineCounter,
      prettyErrors: false,
      stringKeys: true,
      uniqueKeys: false,
      logLevel: "error",
    });
    return parsed.errors.some((error) => error.message.includes("call stack")) ? undefined : parsed;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function valueOf(
  parsed: Document.Parsed,
  problem: (message: string, offset: number) => YamlProblem,
): Pick<ParsedYaml, "problems" | "value"> {
  try {
    const value: unknown = parsed.toJS();
    return { problems: [], value: value ?? undefined };
  } catch (error) {
    // What is left here are aliases that unfold without end.
    return { problems: [problem(error instanceof Error ? `${error.message}.` : "can't be read.", 0)], value: undefined };
  }
}

/** What is good YAML and not wanted: duplicate keys, numbers that JSON does not have, aliases to nothing. */
function unwanted(parsed: Document.Parsed): { message: string; offset: number }[] {
  const found: { message: string; offset: number }[] = [];
  visit(parsed, {
    Map(_, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        if (name === undefined) continue;
        if (seen.has(name)) found.push({ message: `duplicate key "${name}".`, offset: startOf(nodeOf(key)) });
        seen.add(name);
      }
    },
    Scalar(_, { value, range }) {
      if (typeof value === "number" && !Number.isFinite(value)) {
        found.push({ message: "a number must be finite.", offset: range?.[0] ?? 0 });
      }
    },
    Alias(_, alias) {
      if (alias.resolve(parsed) !== undefined) return;
      found.push({ message: `nothing is called &${alias.source}.`, offset: alias.range?.[0] ?? 0 });
    },
  });
  return found;
}

/** `{apiKey: ${KEY}}`: the braces of the reference end the map, and all that follows is misread. */
function unquotedReference(text: string): { readonly text: string; readonly offset: number } | undefined {
  const found = /^[^#'"\n]*[{[][^#'"\n]*?[:,[]\s*(\$\{\w+\}?)/m.exec(text);
  const [whole, reference] = found ?? [];
  if (found === null || whole === undefined || reference === undefined) return undefined;
  return { text: reference.endsWith("}") ? reference : `${reference}}`, offset: found.index + whole.length - reference.length };
}

function plainMessage(code: string, message: string): string {
  if (code === "TAB_AS_INDENT") return "YAML can't be indented by tabs: use spaces.";
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
