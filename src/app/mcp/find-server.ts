import { AinError } from "@ainative-code/sdk";
import type { HttpServer, McpServer } from "../../core/mcp/server.ts";
import { didYouMean } from "../../core/config/did-you-mean.ts";
import type { Services } from "../services.ts";
import { configuredServers } from "./configured-servers.ts";

/** A server by the name that the settings give it. Throws `invalid-input`. */
export async function findServer(services: Services, name: string): Promise<McpServer> {
  const { servers, off, problems } = await configuredServers(services, { files: [], strict: false });
  const found = servers.find((server) => server.name === name);
  if (found !== undefined) return found;
  if (off.includes(name)) {
    throw new AinError("invalid-input", `The MCP server "${name}" is turned off.`, {
      actions: [`Take out "disabled" in its settings: mcp.servers.${name}, or .mcp.json`],
    });
  }
  const meant = didYouMean(
    name,
    servers.map((server) => server.name),
  );
  throw new AinError(
    "invalid-input",
    `There is no MCP server "${name}".${meant === undefined ? "" : ` Did you mean "${meant}"?`}`,
    {
      actions: [
        ...problems,
        "See those there are: ainative-code mcp list",
        `Or add it: ainative-code mcp add ${name} -- COMMAND`,
      ],
    },
  );
}

/** The same, of a service on the net: programs know no login. */
export async function findService(services: Services, name: string): Promise<HttpServer> {
  const server = await findServer(services, name);
  if (server.kind === "http") return server;
  throw new AinError("invalid-input", `The MCP server ${name} is a program, which nobody logs in at.`, {
    actions: [`Give it what it needs as a variable: mcp.servers.${name}.env`],
  });
}
