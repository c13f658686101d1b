import { visitorKeys, type Node } from "oxc-parser";

/** Where a node stands: the node above it, the member of that node which holds it, and where that node stands. */
export interface Place {
  readonly parent: Node | undefined;
  readonly key: string;
  readonly above: Place | undefined;
}

const root: Place = { parent: undefined, key: "", above: undefined };

/** Visits a syntax tree, parents first. */
export function walk(node: Node, visit: (node: Node, place: Place) => void, place: Place = root): void {
  visit(node, place);
  for (const key of visitorKeys[node.type] ?? []) {
    const child: unknown = Reflect.get(node, key);
    for (const one of Array.isArray(child) ? child : [child]) {
      if (isNode(one)) walk(one, visit, { parent: node, key, above: place });
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
