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
  if (node.type === "Redirected") found.push({ source: "", words: [], assigned: [], redirections: redirectionsOf(node.redirects) });
  if (node.type === "For" || node.type === "Select") found.push({ source: "", words: [], assigned: [node.name.value], redirections: [] });
  forEachChild(node, (child) => {
    collect(child, own, found);
  });
}

/** A substitution whose inside the parser did not give. */
function isLeftOut(node: SyntaxNode): boolean {
  const substitutes = node.type === "CommandExpansion" || node.type === "ProcessSubstitution" || node.type === "ArithmeticCommandExpansion";
  return substitutes && node.script === undefined;
}

function commandOf(node: Command, source: string): ShellCommand {
  const prefix = node.prefix.filter((part): part is Assignment => part.type === "Assignment");
  const words = [...(node.name === undefined ? [] : [node.name]), ...node.args].map(wordOf);
  const redirects = new Set<SyntaxNode>(node.redirects);
  const written = [...prefix, ...(node.name === undefined ? [] : [node.name]), ...node.args].filter((part) => !redirects.has(part));
  return {
    source: written.map(({ pos, end }) => source.slice(pos, end)).join(" "),
    words,
    assigned: prefix.map(({ name }) => name),
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
