import type { Node } from "oxc-parser";
import type { LineAt } from "./line-counter.ts";
import type { Place } from "./walk.ts";

/** A use of something that comes from nowhere: `process.env`, `process.cwd`, `fetch`, `homedir`. */
export interface GlobalUse {
  readonly name: string;
  readonly line: number;
}

const watched = new Set(["process", "fetch", "WebSocket", "EventSource", "XMLHttpRequest"]);

/** Collects the uses of watched globals in one file. A file that binds such a name itself does not use the global. */
export class GlobalUses {
  readonly #lineAt: LineAt;
  readonly #uses: GlobalUse[] = [];
  readonly #bound = new Set<string>();

  constructor(lineAt: LineAt) {
    this.#lineAt = lineAt;
  }

  visit(node: Node, place: Place): void {
    if (node.type === "ImportDeclaration") this.#visitImport(node.source.value, node.specifiers);
    else if (node.type === "Identifier" && watched.has(node.name)) this.#visitIdentifier(node.name, node, place);
    else if (node.type === "MemberExpression" && propertyOf(node) === "homedir") this.#add("homedir", node);
    else if (node.type === "MemberExpression" && isNamed(node.object, "globalThis")) this.#visitGlobalThis(node);
  }

  all(): GlobalUse[] {
    return this.#uses.filter(({ name }) => !this.#bound.has(name.split(".")[0] ?? name));
  }

  #visitImport(module: string, specifiers: readonly Node[]): void {
    for (const one of specifiers) {
      const imported = one.type === "ImportSpecifier" && one.imported.type === "Identifier" ? one.imported.name : undefined;
      if (/^(node:)?os$/.test(module) && imported === "homedir") this.#add("homedir", one);
      if (/^(node:)?process$/.test(module) && imported !== undefined) this.#add(`process.${imported}`, one);
      const isProcess = /^(node:)?process$/.test(module) && imported === undefined;
      const local = "local" in one && one.local?.type === "Identifier" ? one.local.name : "";
      if (watched.has(local) && !isProcess) this.#bound.add(local);
    }
  }

  #visitIdentifier(name: string, node: Node, { parent, key, above }: Place): void {
    if (parent === undefined || parent.type.startsWith("Import") || isName(parent, key)) return;
    if (isBinding(parent, key, above)) this.#bound.add(name);
    else if (parent.type === "MemberExpression" && key === "object") this.#add(`${name}.${propertyOf(parent) ?? "*"}`, node);
    else if (isEnvPattern(parent)) this.#add(`${name}.env`, node);
    else this.#add(name, node);
  }

  #visitGlobalThis(member: Node): void {
    const name = propertyOf(member);
    if (name !== undefined && watched.has(name)) this.#add(name, member);
  }

  #add(name: string, node: Node): void {
    this.#uses.push({ name, line: this.#lineAt(node.start) });
  }
}

function propertyOf(node: Node): string | undefined {
  if (node.type !== "MemberExpression") return undefined;
  const { property } = node;
  if (!node.computed) return property.type === "Identifier" ? property.name : undefined;
  return property.type === "Literal" && typeof property.value === "string" ? property.value : undefined;
}

function isNamed(node: Node, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}

/** The identifier is only the name of a member or of a key. */
function isName(parent: Node, key: string): boolean {
  if (parent.type === "MemberExpression") return key === "property" && !parent.computed;
  if (parent.type === "TSQualifiedName") return true;
  return key === "key" && !("computed" in parent && parent.computed);
}

function isBinding(parent: Node, key: string, above: Place | undefined): boolean {
  if (parent.type === "VariableDeclarator") return key === "id";
  if (parent.type === "Property") return above?.parent?.type === "ObjectPattern";
  return key === "params" || key === "param" || key === "id" || parent.type === "ArrayPattern";
}

/** `const { env } = process`. */
function isEnvPattern(parent: Node): boolean {
  return (
    parent.type === "VariableDeclarator" &&
    parent.id.type === "ObjectPattern" &&
    parent.id.properties.some((one) => one.type === "Property" && isNamed(one.key, "env"))
  );
}
