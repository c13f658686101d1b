import { serverKey } from "../../core/mcp/server-key.ts";
import type { ServerFacts } from "../../core/mcp/server-facts.ts";
import type { McpServer, StdioServer } from "../../core/mcp/server.ts";
import { shownCommand, shownUrl, shownValue } from "../../core/mcp/shown-command.ts";
import { toolNames } from "../../core/mcp/tool-name.ts";
import { factsFile } from "../../infra/mcp/facts-file.ts";
import type { FactsFile } from "../../infra/mcp/facts-file.ts";
import type { Services } from "../services.ts";

/** A server's settings, fit to be shown: values that may be secret are shown where they are references only. */
export interface DescribedServer {
  readonly name: string;
  readonly kind: McpServer["kind"];
  readonly origin: McpServer["origin"];
  /** The command line, or the URL. */
  readonly target: string;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
  readonly sandbox?: boolean;
  readonly writable?: readonly string[];
}

export interface DescribedTool {
  readonly name: string;
  readonly risk: string;
  readonly description: string;
}

export function describedServer(server: McpServer): DescribedServer {
  const { name, kind, origin, timeoutMs } = server;
  const target = server.kind === "http" ? shownUrl(server.url) : shownCommand(server.command, server.args);
  const values = server.kind === "http" ? { headers: hidden(server.headers) } : { env: hidden(server.env), ...fenceOf(server) };
  return { name, kind, origin, target, timeoutMs, ...values };
}

function fenceOf({ sandbox, writable }: StdioServer): Pick<DescribedServer, "sandbox" | "writable"> {
  return { ...(sandbox === undefined ? {} : { sandbox }), ...(writable === undefined ? {} : { writable }) };
}

export function describedTools(server: McpServer, { tools }: ServerFacts): readonly DescribedTool[] {
  const names = toolNames(server.name, tools.map(({ name }) => name));
  return tools.map(({ name, risk, description }) => ({ name: names.get(name) ?? name, risk, description }));
}

/** What was learned of a server when it was last reached. */
export function knownFacts({ folders }: Pick<Services, "folders">, server: McpServer): FactsFile {
  return factsFile(`${folders.cache}/mcp/${serverKey(server)}.json`);
}

function hidden(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shownValue(value)]));
}
