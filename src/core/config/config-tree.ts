/** Puts values at their paths into one object. */
export function treeOf(values: Iterable<{ readonly path: readonly string[]; readonly value: unknown }>): Record<string, unknown> {
  const root: Branch = new Map();
  for (const { path, value } of values) {
    let branch = root;
    for (const name of path.slice(0, -1)) branch = branchAt(branch, name);
    const last = path.at(-1);
    if (last !== undefined) branch.set(last, { value });
  }
  return objectOf(root);
}

type Branch = Map<string, Branch | { readonly value: unknown }>;

function branchAt(branch: Branch, name: string): Branch {
  const known = branch.get(name);
  if (known instanceof Map) return known;
  const made: Branch = new Map();
  branch.set(name, made);
  return made;
}

function objectOf(branch: Branch): Record<string, unknown> {
  return Object.fromEntries([...branch].map(([name, node]) => [name, node instanceof Map ? objectOf(node) : node.value]));
}
