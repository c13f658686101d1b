import { forEachChild, parse } from "unbash";
import type { Assignment, Command, Redirection as RedirectionNode, SyntaxNode, Word } from "unbash";
import type { ParseShell, Redirection, ShellCommand, ShellWord } from "../../core/permissions/shell/shell-command.ts";
import { runsContents } from "./runs-contents.ts";

/** Longer lines are no commands that a person could judge. */
const longestLine = 65_536;

/** What can't be understood, or hides what it runs. */
class NotUnderstood extends Error {}

export const parseShell: ParseShell = (line) => {
  if (line.length > longestLine || line.includes("\0")) return undefined;
  const found: ShellCommand[] = [];
  try {
    collect(parse(line), line, found);
  } catch (thrown) {
    if (thrown instanceof NotUnderstood || thrown instanceof RangeError) return undefined;
    throw thrown;
  }
  return found;
};

/** `source` is the text that the node's places count in: a script inside backticks has one of its own. */
function collect(node: SyntaxNode, source: string, found: ShellCommand[]): void {
  if (node.type === "Script" && (node.errors?.length ?? 0) > 0) throw new NotUnderstood();
  if (isLeftOut(node) || runsContents(node)) throw new NotUnderstood();
  const own = node.type === "Script" ? (node.source ?? source) : source;
  if (node.type === "Command") found.push(commandOf(node, own));
  if (node.type === "Redirected") found.push({ ...nothing, redirections: redirectionsOf(node.redirects) });
  found.push(
    ...setBy(node).map(({ name, values = [] }) => ({
      ...nothing,
      source: `${name}=…`,
      assigned: [name],
      values: values.map(wordOf),
    })),
  );
  forEachChild(node, (child) => {
    collect(child, own, found);
  });
}

/** A part of a line that starts no program by itself. */
const nothing: ShellCommand = { source: "", words: [], assigned: [], redirections: [] };

interface SetVariable {
  readonly name: string;
  readonly values?: readonly Word[] | undefined;
}

/** Variables that are set otherwise than by `name=value`: whoever calls one PATH decides what runs from then on. */
function setBy(node: SyntaxNode): readonly SetVariable[] {
  switch (node.type) {
    case "For":
    case "Select":
      return [{ name: node.name.value, values: node.wordlist }];
    // Of a command that is no compound one, the first word is no name.
    case "Coproc":
      return node.name === undefined ? [] : [{ name: node.name.value }];
    // `${name:=value}`
    case "ParameterExpansion":
      return node.operation?.type === "Default" && node.operation.operator.endsWith("=")
        ? [{ name: node.parameter, values: [node.operation.operand] }]
        : [];
    // `{name}>file`: the number of the new stream.
    case "Redirect":
    case "HereString":
    case "HereDoc":
      return node.descriptor?.type === "FileDescriptorVariable" ? [{ name: node.descriptor.name }] : [];
    default:
      return [];
  }
}

/** A substitution whose inside the parser did not give. */
function isLeftOut(node: SyntaxNode): boolean {
  const substitutes =
    node.type === "CommandExpansion" || node.type === "ProcessSubstitution" || node.type === "ArithmeticCommandExpansion";
  return substitutes && node.script === undefined;
}

function commandOf(node: Command, source: string): ShellCommand {
  const prefix = node.prefix.filter((part): part is Assignment => part.type === "Assignment");
  const words = [...(node.name === undefined ? [] : [node.name]), ...node.args].map(wordOf);
  const redirects = new Set<SyntaxNode>(node.redirects);
  const written = [...prefix, ...(node.name === undefined ? [] : [node.name]), ...node.args].filter(
    (part) => !redirects.has(part),
  );
  return {
    source: written.map(({ pos, end }) => source.slice(pos, end)).join(" "),
    words,
    assigned: prefix.map(({ name }) => name),
    ...(prefix.length === 0 ? {} : { set: prefix.map(({ pos, end }) => source.slice(pos, end)).join(" ") }),
    values: prefix.flatMap(({ value }) => (value.type === "Word" ? [value] : value.elements)).map(wordOf),
    redirections: redirectionsOf(node.redirects),
  };
}

function wordOf(node: Word | Assignment): ShellWord {
  if (node.type === "Word") return { text: node.value, sure: isSure(node) };
  const value = node.value.type === "Word" ? node.value : undefined;
  const plain = value !== undefined && node.index === undefined && node.append !== true;
  return { text: plain ? `${node.name}=${value.value}` : node.text, sure: plain && isSure(value) };
}

const surePieces: ReadonlySet<string> = new Set(["Literal", "SingleQuoted", "AnsiCQuoted"]);

function isSure({ parts, text }: Word): boolean {
  if (text.startsWith("~")) return false;
  return (parts ?? []).every(
    (part) => surePieces.has(part.type) || (part.type === "DoubleQuoted" && part.parts.every(({ type }) => surePieces.has(type))),
  );
}

function redirectionsOf(nodes: readonly RedirectionNode[]): readonly Redirection[] {
  return nodes.flatMap((node): readonly Redirection[] => {
    if (node.type !== "Redirect") return [];
    if (node.target === undefined) throw new NotUnderstood();
    const target = wordOf(node.target);
    // `2>&1`, `<&-`: another of the command's own streams.
    if (node.operator.endsWith("&") && /^(?:\d+-?|-)$/.test(target.text)) return [];
    if (node.operator === "<>") return [{ kind: "read", target }, { kind: "write", target }];
    return [{ kind: node.operator.startsWith("<") ? "read" : "write", target }];
  });
}
