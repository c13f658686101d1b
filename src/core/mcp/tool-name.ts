import { createHash } from "node:crypto";

/** What every vendor takes. */
const longest = 64;

/**
 * The name that a server's tool has here: `mcp__server__tool`, of the characters that every vendor accepts. A name that is
 * too long ends with a mark made from the whole of it.
 */
export function toolName(server: string, tool: string): string {
  const whole = `${toolPrefix(server)}${plain(tool)}`;
  return whole.length <= longest ? whole : marked(whole, `${server}\n${tool}`);
}

/** The names of a server's tools, each one once: those that would be the same get a mark. */
export function toolNames(server: string, tools: readonly string[]): ReadonlyMap<string, string> {
  const names = tools.map((tool) => [tool, toolName(server, tool)] as const);
  const counts = new Map<string, number>();
  for (const [, name] of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(names.map(([tool, name]) => [tool, (counts.get(name) ?? 0) > 1 ? marked(name, `${server}\n${tool}`) : name]));
}

/**
 * What stands before the names of a server's tools. No server's begins with another one's: rules for all tools of one hold
 * for no other.
 */
export function toolPrefix(server: string): string {
  return `mcp__${plain(server).replaceAll(/_{2,}/g, "_").replace(/(?<=.)_$/, "")}__`;
}

function plain(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_-]/g, "_") || "_";
}

function marked(name: string, whole: string): string {
  const mark = createHash("sha256").update(whole).digest("hex").slice(0, 8);
  return `${name.slice(0, longest - mark.length - 1)}_${mark}`;
}
