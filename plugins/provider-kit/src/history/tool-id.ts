/** Which ids of tool calls a vendor takes. */
export interface ToolIdRule {
  readonly isValid: (id: string) => boolean;
  /** An id made of a lower-case hexadecimal hash of 64 characters. */
  readonly make: (hash: string) => string;
}

/** At most 64 of letters, digits, `_` and `-`: what most vendors take. */
export const commonToolIds: ToolIdRule = {
  isValid: (id) => /^[\w-]{1,64}$/.test(id),
  make: (hash) => `call_${hash.slice(0, 24)}`,
};

/** Exactly nine letters and digits. */
export const mistralToolIds: ToolIdRule = {
  isValid: (id) => /^[A-Za-z0-9]{9}$/.test(id),
  make: (hash) => hash.slice(0, 9),
};

/**
 * A function that gives each id of one conversation an id the vendor takes: a valid one stays, another always becomes the
 * same, and no two become one.
 */
export function toolIdMap(ids: Iterable<string>, rule: ToolIdRule): (id: string) => string {
  const made = new Map<string, string>();
  const all = [...ids];
  const taken = new Set(all.filter((id) => rule.isValid(id)));
  for (const id of all) if (!made.has(id)) made.set(id, rule.isValid(id) ? id : newId(id, rule, taken));
  return (id) => made.get(id) ?? newId(id, rule, taken);
}

function newId(id: string, rule: ToolIdRule, taken: Set<string>): string {
  for (let attempt = 0; ; attempt += 1) {
    const candidate = rule.make(sha256(`${attempt}:${id}`));
    if (taken.has(candidate)) continue;
    taken.add(candidate);
    return candidate;
  }
}

/** Fetched when it is needed first: most conversations never need it. */
function sha256(text: string): string {
  return process.getBuiltinModule("node:crypto").createHash("sha256").update(text).digest("hex");
}
