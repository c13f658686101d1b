/** A value in one line of YAML: as bare as it can stand, as JSON otherwise, which YAML understands. */
export function yamlValue(value: unknown): string {
  if (typeof value === "string" && (plain.test(value) || reference.test(value)) && !word.test(value)) return value;
  return JSON.stringify(value);
}

/** Letters first; nothing that begins a comment, a mapping or a flow. */
const plain = /^[A-Za-z][\w.+@-]*([/:]+[\w.+@-]+)*\/?$/;
const reference = /^\$\{\w+\}$/;
/** What YAML, in this or an older version, takes for something else than text. */
const word = /^(true|false|null|yes|no|on|off|y|n)$/i;
