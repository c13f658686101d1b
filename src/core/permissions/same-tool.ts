/**
 * Whether a rule's name means a tool: upper and lower case, `_` and `-` do not count (`WebFetch` is `web_fetch`). The
 * tools of MCP servers are named to the letter; `mcp__server` and `mcp__server__*` mean all of one server.
 */
export function sameTool(named: string, tool: string): boolean {
  const server = /^(mcp__.+?)(?:__\*)?$/.exec(named)?.[1];
  if (server === undefined) return keyOf(named) === keyOf(tool);
  return tool.toLowerCase() === named || tool.toLowerCase().startsWith(`${server}__`);
}

function keyOf(name: string): string {
  return name.startsWith("mcp__") ? name : name.toLowerCase().replaceAll(/[_-]/g, "");
}
