import { posix } from "node:path";
import { parseSync, type Node } from "oxc-parser";
import type { Declarations } from "./declare-package.ts";

/** A name that an entry exports, or that what it exports is made of. */
interface Item {
  readonly name: string;
  readonly text: string;
  /** The module that declares it. */
  readonly path: string;
}

/**
 * The public face of one entry as text: first every export with its declaration, by name; then what stands behind them
 * without being exported. Where in the package something is declared makes no difference.
 */
export function apiOf(declarations: Declarations, entry: string): string {
  const exported = exportsOf(declarations, entry, new Set());
  const isExported = (item: Item): boolean => exported.some(({ name, path }) => name === item.name && path === item.path);
  const behind = reachable(declarations, entry).flatMap((path) => itemsOf(declarations, path).filter((item) => !isExported(item)));
  return [section("exports", exported), section("behind them", behind)].join("\n");
}

function section(title: string, items: readonly Item[]): string {
  const texts = items.map(({ name, text }) => `${name}: ${text}`).toSorted();
  return `## ${title}\n${[...new Set(texts)].join("\n")}\n`;
}

function exportsOf(declarations: Declarations, path: string, seen: Set<string>): Item[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const statements = bodyOf(declarations, path);
  const own = itemsOf(declarations, path).filter(({ name }) => statements.some(({ node }) => exportsName(node, name)));
  const passedOn = statements.flatMap(({ node, text }): Item[] => {
    if (node.type === "ExportAllDeclaration" && node.exported === null && node.source.value.startsWith(".")) {
      return exportsOf(declarations, resolved(path, node.source.value), seen);
    }
    if (node.type === "ExportAllDeclaration") return [{ name: `* of ${node.source.value}`, text, path }];
    if (node.type !== "ExportNamedDeclaration" || node.source === null) return [];
    const from = node.source.value;
    const target = from.startsWith(".") ? exportsOf(declarations, resolved(path, from), new Set()) : [];
    return node.specifiers.map(({ local, exported }) => {
      const name = nameOf(local);
      const found = target.find((item) => item.name === name);
      return { ...(found ?? { text: `from ${from}`, path }), name: nameOf(exported) };
    });
  });
  return [...own, ...passedOn];
}

/** What a module declares itself. */
function itemsOf(declarations: Declarations, path: string): Item[] {
  return bodyOf(declarations, path).flatMap(({ node, text }) => {
    const declared = (node.type === "ExportNamedDeclaration" || node.type === "ExportDefaultDeclaration") && "declaration" in node
      ? node.declaration
      : node;
    if (declared === null || /^(Import|Export)/.test(declared.type)) return [];
    return namesOf(declared).map((name) => ({ name, text: text.replace(/^(export |default |declare )+/, ""), path }));
  });
}

function namesOf(node: Node): string[] {
  if (node.type === "VariableDeclaration") {
    return node.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
  }
  return "id" in node && node.id?.type === "Identifier" ? [node.id.name] : ["default"];
}

function exportsName(node: Node, name: string): boolean {
  if (node.type === "ExportDefaultDeclaration") return namesOf(node.declaration).includes(name);
  if (node.type !== "ExportNamedDeclaration" || node.source !== null) return false;
  if (node.declaration !== null) return namesOf(node.declaration).includes(name);
  return node.specifiers.some(({ local }) => nameOf(local) === name);
}

function nameOf(node: Node): string {
  if (node.type === "Identifier") return node.name;
  return node.type === "Literal" ? String(node.value) : "";
}

/** The modules an entry is made of, its own first. */
function reachable(declarations: Declarations, entry: string): readonly string[] {
  const found = [entry];
  for (const path of found) {
    const named = [...(declarations.get(path) ?? "").matchAll(/(?:from |import\()"(\.[^"]+)"/g)].map(([, specifier = ""]) => specifier);
    for (const next of named.map((specifier) => resolved(path, specifier))) if (!found.includes(next)) found.push(next);
  }
  return found;
}

function resolved(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier.replace(/\.js$/, ".ts"));
}

function bodyOf(declarations: Declarations, path: string): { readonly node: Node; readonly text: string }[] {
  const text = declarations.get(path);
  if (text === undefined) return [];
  return parseSync(path, text).program.body.map((node) => ({ node, text: text.slice(node.start, node.end) }));
}
