import { statSync } from "node:fs";
import { join } from "node:path";
import { readServers } from "../../core/mcp/read-servers.ts";
import { serverKey } from "../../core/mcp/server-key.ts";
import type { McpServer } from "../../core/mcp/server.ts";
import { readMcpFile } from "../../infra/mcp/project-file.ts";
import type { ConfigPlace } from "../config-place.ts";
import { projectBook } from "../project-place.ts";

type Place = Pick<ConfigPlace, "folders">;

/** The servers that a folder's `.mcp.json` names; none where there is no such file, or none that can be read. */
export function serversIn(folder: string): readonly McpServer[] {
  const file = join(folder, ".mcp.json");
  // A folder of that name is what a fenced command that was killed has left.
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return [];
  try {
    return readServers(readMcpFile(file), "project").servers;
  } catch {
    return [];
  }
}

/** Those among a folder's servers that are not as they were when the folder was trusted: new ones, and changed ones. */
export function changedServers(place: Place, folder: string, servers: readonly McpServer[]): readonly McpServer[] {
  const known = new Set(projectBook(place).all().find((one) => one.folder === folder)?.record.servers);
  return servers.filter((server) => !known.has(serverKey(server)));
}

/** One more that counts, beside those that did before. Throws `storage`. */
export async function trustServer(place: Place, folder: string, server: McpServer): Promise<void> {
  await projectBook(place).change(folder, (record) => ({
    ...record,
    servers: [...new Set([...(record.servers ?? []), serverKey(server)])],
  }));
}
