/** Objects whose order has a meaning: the arguments of a command stand in the order of the command line. */
const ordered: ReadonlySet<string> = new Set(["args"]);

/** JSON with the keys of every object sorted, but for those whose order says something; a line end at the end. */
export function sortedJson(value: unknown): string {
  return `${JSON.stringify(value, (key, part: unknown) => (isObject(part) && !ordered.has(key) ? sorted(part) : part), 2)}\n`;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
