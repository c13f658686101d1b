import { dirname } from "node:path";
import { AinError } from "@ainative-code/sdk";
import { configError } from "../../core/config/config-problem.ts";
import { configSchemaOf } from "../../core/config/config-schema.ts";
import { isRecord } from "../../core/config/is-record.ts";
import { lockOf, lockText } from "../../core/config/locks.ts";
import { readServers } from "../../core/mcp/read-servers.ts";
import type { ServerOrigin } from "../../core/mcp/server.ts";
import { parseYaml } from "../../infra/config-files/parse-yaml.ts";
import { readTextFile } from "../../infra/config-files/read-text-file.ts";
import { removeYamlValue } from "../../infra/config-files/remove-yaml-value.ts";
import { setYamlValue } from "../../infra/config-files/edit-yaml.ts";
import { writeConfigFile } from "../../infra/config-files/write-config-file.ts";
import { readMcpFile } from "../../infra/mcp/project-file.ts";
import { fileOfLayer } from "../config-files.ts";
import { organisationLayer } from "../organisation-layer.ts";
import type { Services } from "../services.ts";
import { isTrusted, trustFolder } from "../trust.ts";
import { projectMcpFile } from "./configured-servers.ts";
import { serversIn, trustServer } from "./trusted-servers.ts";

export type ServerSettings = Readonly<Record<string, unknown>>;

/**
 * Writes a server's settings into the user's config, or the project's `.mcp.json`; `undefined` takes them out. Gives the
 * file. Throws `invalid-input` for settings that can't be used, for a file that is broken, for a name that is taken,
 * and where there is nothing to take out; `storage` where it can't be written. Then it is as it was.
 */
export async function changeServer(
  services: Services,
  origin: Exclude<ServerOrigin, "file">,
  name: string,
  settings: ServerSettings | undefined,
): Promise<string> {
  const { problems } = readServers(settings === undefined ? {} : { [name]: settings }, origin);
  if (problems[0] !== undefined) {
    throw new AinError("invalid-input", `This can't be added: ${problems[0]}.`, {
      actions: ["See: ainative-code mcp add --help"],
    });
  }
  return origin === "user" ? changeUser(services, name, settings) : changeProject(services, name, settings);
}

async function changeUser(services: Services, name: string, settings: ServerSettings | undefined): Promise<string> {
  const schema = configSchemaOf(await services.pluginSchemas());
  const key = schema.keys.get("mcp.servers");
  const lock = key === undefined ? undefined : lockOf(key, (await organisationLayer(services, schema)).locks);
  if (lock !== undefined) throw configError([{ message: lockText("mcp.servers", lock), key: "mcp.servers" }]);
  const file = fileOfLayer(services, "user");
  const before = readTextFile(file)?.text ?? "";
  const { value, problems } = parseYaml(before);
  if (problems.length > 0) throw configError(problems.map((problem) => ({ ...problem, file })));
  const path = ["mcp", "servers", name];
  if (settings === undefined && !hasServer(value, name)) throw absent(name, file);
  if (settings !== undefined && hasServer(value, name)) throw taken(name, file, "");
  const after = settings === undefined ? removeYamlValue(before, path) : setYamlValue(before, path, settings);
  await writeConfigFile(file, after, { sensitive: false });
  return file;
}

function hasServer(config: unknown, name: string): boolean {
  const mcp = isRecord(config) ? config["mcp"] : undefined;
  const servers = isRecord(mcp) ? mcp["servers"] : undefined;
  return isRecord(servers) && Object.hasOwn(servers, name);
}

async function changeProject(services: Services, name: string, settings: ServerSettings | undefined): Promise<string> {
  const file = projectMcpFile(services);
  const kept = readMcpFile(file);
  const before = isRecord(kept) ? kept : {};
  if (settings === undefined && !Object.hasOwn(before, name)) throw absent(name, file);
  if (settings !== undefined && Object.hasOwn(before, name)) throw taken(name, file, " --project");
  const { [name]: _old, ...others } = before;
  const mcpServers = settings === undefined ? others : { ...before, [name]: settings };
  await writeConfigFile(file, `${JSON.stringify({ ...rest(file), mcpServers }, undefined, 2)}\n`, { sensitive: false });
  // Whoever makes a project's file trusts it. One that was there before may hold what somebody else wrote.
  if (kept === undefined) await trustFolder(services, dirname(file), new Date());
  const added = serversIn(dirname(file)).find((server) => server.name === name);
  if (kept !== undefined && added !== undefined && isTrusted(services)) await trustServer(services, dirname(file), added);
  return file;
}

/** What the file holds beside its servers. */
function rest(file: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(readTextFile(file)?.text ?? "{}");
  if (!isRecord(value)) return {};
  const { mcpServers: _ours, servers: _older, ...others } = value;
  return others;
}

function taken(name: string, file: string, where: string): AinError {
  return new AinError("invalid-input", `There is an MCP server "${name}" already in ${file}.`, {
    actions: ["Give this one another name", `Or take that one out first: ainative-code mcp remove ${name}${where}`],
  });
}

function absent(name: string, file: string): AinError {
  return new AinError("invalid-input", `There is no MCP server "${name}" in ${file}.`, {
    actions: ["See where they stand: ainative-code mcp list"],
  });
}
