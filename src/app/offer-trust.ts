import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { configFiles } from "./config-files.ts";
import type { Services } from "./services.ts";
import { changedServers, serversIn } from "./mcp/trusted-servers.ts";
import { hooksHaveChanged } from "./trusted-hooks.ts";
import { isTrusted, trustFolder, trustRoot, trustsByVariable } from "./trust.ts";

/** What a folder may bring that sets up this program, relative to it. */
const brought = [
  ".ainative-code/config.yaml", ".ainative-code/commands", ".ainative-code/agents", ".mcp.json", ".agents/skills",
  ".claude/agents", ".claude/commands", ".claude/skills",
];

type Place = Pick<Services, "environment" | "folders" | "audit">;

/** What the folder where we are brings and has not been trusted with; empty where there is nothing to ask. */
export function untrustedFiles(place: Place): readonly string[] {
  const root = trustRoot(place);
  const { project } = configFiles(place);
  const found = brought.filter((path) => stands(join(root, path)));
  return (found.length === 0 && project === undefined) || isTrusted(place, root) ? [] : found;
}

/** An empty folder brings nothing. */
function stands(path: string): boolean {
  const state = statSync(path, { throwIfNoEntry: false });
  return state !== undefined && (!state.isDirectory() || readdirSync(path).length > 0);
}

/** What a trusted folder brings that is not as it was when it was trusted, in words; empty where there is nothing to ask. */
export async function changedSince(place: Place): Promise<string> {
  if (trustsByVariable(place) || !isTrusted(place)) return "";
  const root = trustRoot(place);
  const servers = changedServers(place, root, serversIn(root)).map(({ name }) => name);
  const told = [
    ...((await hooksHaveChanged(place)) ? ["other hooks"] : []),
    ...(servers.length === 0 ? [] : [`other MCP servers (${servers.join(", ")})`]),
  ];
  return told.length === 0 ? "" : `has ${told.join(" and ")} than those that you trusted`;
}

/** Asks a person at a terminal whether to trust the folder, once it brings something. True where it is trusted from now on. */
export async function offerTrust(place: Place): Promise<boolean> {
  const files = untrustedFiles(place);
  const changed = files.length === 0 ? await changedSince(place) : "";
  if (files.length === 0 && changed === "") return false;
  const root = trustRoot(place);
  const [{ confirmSafely }, { printable }] = await Promise.all([
    import("../infra/prompt/confirm-safely.ts"),
    import("./printable.ts"),
  ]);
  const wants = files.length === 0 ? changed : `wants to set up this program: ${files.join(", ")}`;
  process.stderr.write(
    `${printable(root)} ${printable(wants)}.\nSuch files can have commands run and change what is asked about.\n`,
  );
  if (!(await confirmSafely("Do you trust who wrote them?"))) {
    process.stderr.write("They are left out. Later: ainative-code trust\n");
    return false;
  }
  await trustFolder(place, root, new Date());
  place.audit({ kind: "config", actor: "user", detail: { change: "trusted", folder: root } });
  return true;
}
