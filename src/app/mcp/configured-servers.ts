import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { AinError, toAinError } from "@ainative-code/sdk";
import { literalSecrets } from "../../core/mcp/literal-secrets.ts";
import { readServers } from "../../core/mcp/read-servers.ts";
import type { McpServer, ServerOrigin } from "../../core/mcp/server.ts";
import { readMcpFile } from "../../infra/mcp/project-file.ts";
import type { Services } from "../services.ts";
import { isTrusted, trustRoot } from "../trust.ts";

export interface ServerSources {
  /** Files named on the command line. */
  readonly files: readonly string[];
  /** Those files alone count. */
  readonly strict: boolean;
}

export interface ConfiguredServers {
  /** One for each name: that of a named file before the user's, and the user's before the project's. Sorted by name. */
  readonly servers: readonly McpServer[];
  /** What the user should know, a sentence each. */
  readonly problems: readonly string[];
}

type Place = Pick<Services, "config" | "environment" | "folders">;

/** The file of a project that names servers; an absolute path. */
export function projectMcpFile(place: Place): string {
  return join(trustRoot(place), ".mcp.json");
}

/** The servers of the settings, of the project where it is trusted, and of the files. Throws for a named file that is not there. */
export async function configuredServers(place: Place, { files, strict }: ServerSources): Promise<ConfiguredServers> {
  const found = new Map<string, McpServer>();
  const problems: string[] = [];
  const add = (map: unknown, origin: ServerOrigin, where: string): void => {
    const read = readServers(map, origin);
    problems.push(...read.problems.map((problem) => `${where}: ${problem}`));
    for (const server of read.servers) {
      found.set(server.name, server);
      problems.push(...literalSecrets(server).map((text) => `${where}: ${text}`));
    }
  };
  if (!strict) {
    addProject(place, add, problems);
    add((await place.config()).core.mcp.servers, "user", "mcp.servers");
  }
  for (const file of files) add(namedFile(resolve(place.environment.cwd, file)), "file", file);
  return { servers: [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), problems };
}

function addProject(place: Place, add: (map: unknown, origin: ServerOrigin, where: string) => void, problems: string[]): void {
  const file = projectMcpFile(place);
  // A folder of that name is what a fenced command that was killed has left.
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return;
  if (!isTrusted(place)) {
    problems.push(`${file} is not trusted, so its servers are left out. If you trust who wrote it: ainative-code trust`);
    return;
  }
  try {
    add(readMcpFile(file), "project", ".mcp.json");
  } catch (thrown) {
    problems.push(toAinError(thrown).message);
  }
}

function namedFile(file: string): unknown {
  const servers = readMcpFile(file);
  if (servers !== undefined) return servers;
  throw new AinError("invalid-input", `There is no file ${file}.`, { actions: ["Check the path given to --mcp-config."] });
}
