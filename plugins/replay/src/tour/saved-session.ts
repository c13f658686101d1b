import { runNode, type RunNodeOptions } from "./run-node.ts";

/** The id of the session that was begun in this folder, as the CLI itself lists it; `undefined` where there is none. */
export async function savedSession(cli: string, options: Omit<RunNodeOptions, "output">): Promise<string | undefined> {
  const listed = await runNode([cli, "session", "list", "--json"], { ...options, output: "collect" });
  if (listed.exitCode !== 0) return undefined;
  const sessions: unknown = JSON.parse(listed.output);
  const first: unknown = Array.isArray(sessions) ? sessions[0] : undefined;
  if (typeof first !== "object" || first === null || !("id" in first) || typeof first.id !== "string") return undefined;
  return "cwd" in first && first.cwd === options.cwd ? first.id : undefined;
}
