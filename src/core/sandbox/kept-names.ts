/**
 * What this program obeys in a folder: its settings, MCP servers, and the commands, skills and agents of the project, which
 * bring permissions with them.
 */
export const obeyedNames = [".ainative-code", ".mcp.json", ".claude", ".agents"] as const;

/** The same with what git obeys, for fences that keep paths and know nothing of repositories. */
export const keptNames = [...obeyedNames, ".git/hooks", ".git/config", ".git/config.worktree", ".git/commondir"] as const;
