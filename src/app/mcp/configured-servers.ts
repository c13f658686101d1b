import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { AinError, toAinError } from "@ainative-code/sdk";
import { isRecord } from "../../core/config/is-record.ts";
import { literalSecrets } from "../../core/mcp/literal-secrets.ts";
import { readServers } from "../../core/mcp/read-servers.ts";
import type { McpServer, ServerOrigin } from "../../core/mcp/server.ts";
import { toolPrefix } from "../../core/mcp/tool-name.ts";
import { readMcpFile } from "../../infra/mcp/project-file.ts";
import type { Services } from "../services.ts";
import { isTrusted, trustRoot, trustsByVariable } from "../trust.ts";
import { changedServers } from "./trusted-servers.ts";

export interface ServerSources {
  /** Files named on the command line. */
  readonly files: readonly string[];
  /** Those files alone count. */
  readonly strict: boolean;
}

export interface ConfiguredServers {
  /** One for each name: that of a named file before the user's, and the user's before the project's. Sorted by name. */
  readonly servers: readonly McpServer[];
  /** The names of those that are turned off there, where nothing that counts for more says otherwise. Sorted. */
  readonly off: readonly string[];
  /** What the user should know, a sentence each. */
  readonly problems: readonly string[];
}

type Place = Pick<Services, "config" | "environment" | "folders">;

/** The file of a project that names servers; an absolute path. */
export function projectMcpFile(place: Place): string {
  return join(trustRoot(place), ".mcp.json");
}

/**
 * The servers of the settings, of the project where it is trusted, and of the files. Throws for a named file that is not
 * there.
 */
export async function configuredServers(place: Place, { files, strict }: ServerSources): Promise<ConfiguredServers> {
  const found = new Map<string, McpServer | undefined>();
  const problems: string[] = [];
  const add = (map: unknown, origin: ServerOrigin, where: string): void => {
    const read = readServers(map, origin);
    problems.push(...read.problems.map((problem) => `${where}: ${problem}`));
    for (const name of read.off) found.set(name, undefined);
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
  const all = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    servers: distinct(
      all.flatMap(([, server]) => server ?? []),
      problems,
    ),
    off: all.flatMap(([name, server]) => (server === undefined ? [name] : [])),
    problems,
  };
}

/** Without those whose tools would have the names of another one's: what is configured by the user stays. */
function distinct(servers: readonly McpServer[], problems: string[]): readonly McpServer[] {
  const byPrefix = Map.groupBy(servers, ({ name }) => toolPrefix(name));
  const first = new Map(
    [...byPrefix].map(([prefix, same]) => [prefix, same.find(({ origin }) => origin !== "project") ?? same[0]]),
  );
  return servers.filter((server) => {
    const kept = first.get(toolPrefix(server.name));
    if (kept === undefined || kept === server) return true;
    problems.push(
      `the servers "${kept.name}" and "${server.name}" would have tools of the same names, so the second is left out; call it something else`,
    );
    return false;
  });
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
    add(withoutChanged(place, readMcpFile(file), problems), "project", ".mcp.json");
  } catch (thrown) {
    problems.push(toAinError(thrown).message);
  }
}

/** Whoever has trusted a program has not trusted another one that was put in its place. */
function withoutChanged(place: Place, map: unknown, problems: string[]): unknown {
  if (trustsByVariable(place) || !isRecord(map)) return map;
  const changed = new Set(changedServers(place, trustRoot(place), readServers(map, "project").servers).map(({ name }) => name));
  if (changed.size === 0) return map;
  const names = [...changed].map((name) => `"${name}"`).join(", ");
  problems.push(
    `.mcp.json: ${names}: not as it was when you trusted the folder, so it is left out. Look at it, and if you trust who wrote it: ainative-code trust`,
  );
  return Object.fromEntries(Object.entries(map).filter(([name]) => !changed.has(name)));
}

function namedFile(file: string): unknown {
  const servers = readMcpFile(file);
  if (servers !== undefined) return servers;
  throw new AinError("invalid-input", `There is no file ${file}.`, { actions: ["Check the path given to --mcp-config."] });
}
