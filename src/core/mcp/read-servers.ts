import { isRecord } from "../config/is-record.ts";
import { cleanText } from "./clean-text.ts";
import { defaultTimeoutMs } from "./server.ts";
import type { McpServer, OAuthSettings, ServerOrigin, StdioServer } from "./server.ts";

export interface ReadServers {
  readonly servers: readonly McpServer[];
  /** The names of those that are turned off. */
  readonly off: readonly string[];
  /** A sentence for each one that can't be used. */
  readonly problems: readonly string[];
}

/**
 * The servers of a map from names to settings, as `mcp.servers` and the `mcpServers` of a `.mcp.json` have it. Those that
 * are turned off are named only. What can't be read is told and takes no other server down.
 */
export function readServers(map: unknown, origin: ServerOrigin): ReadServers {
  if (map === undefined || map === null) return { servers: [], off: [], problems: [] };
  if (!isRecord(map)) return { servers: [], off: [], problems: ["its servers are no map from names to settings"] };
  const servers: McpServer[] = [];
  const off: string[] = [];
  const problems: string[] = [];
  for (const [name, value] of Object.entries(map)) {
    const read = readServer(name, value, origin);
    if (typeof read === "string") problems.push(`the server "${cleanText(name, 100)}" ${read}`);
    else if (read === undefined) off.push(name);
    else servers.push(read);
    if (origin === "project" && isRecord(value) && (value["sandbox"] === false || isFilled(value["writable"]))) {
      problems.push(
        `the server "${cleanText(name, 100)}" can't leave the sandbox, nor open folders in it, by a project's file: name it in your own settings for that`,
      );
    }
  }
  return { servers, off, problems };
}

function readServer(name: string, value: unknown, origin: ServerOrigin): McpServer | string | undefined {
  if (name.trim() === "" || name.length > 100 || cleanText(name, 100) !== name.trim()) return "has no usable name";
  if (!isRecord(value)) return "has no settings";
  if (value["disabled"] === true || value["enabled"] === false) return undefined;
  const tools = isRecord(value["tools"]) ? value["tools"] : {};
  const base = {
    name,
    origin,
    timeoutMs: positive(value["timeoutMs"]) ?? positive(value["timeout"]) ?? defaultTimeoutMs,
    tools: { allow: Array.isArray(tools["allow"]) ? textsOf(tools["allow"]) : undefined, deny: textsOf(tools["deny"]) },
  };
  const { command, cwd, type } = { command: value["command"], cwd: value["cwd"], type: value["type"] ?? value["transport"] };
  const url = value["url"] ?? value["httpUrl"] ?? value["serverUrl"];
  if (typeof command === "string" && command.trim() !== "") {
    if (url !== undefined) return "has a command and a url: it is either a program or a service";
    const env = textMap(value["env"]);
    if (env === undefined) return "has an env that is no map of texts";
    if (!isTexts(value["args"])) return "has args that are no list of texts";
    if (!isTexts(value["writable"])) return "has a writable that is no list of folders";
    return {
      ...base,
      kind: "stdio",
      command,
      args: textsOf(value["args"]),
      env,
      cwd: typeof cwd === "string" ? cwd : undefined,
      ...fenceOf(value, origin),
    };
  }
  if (typeof url !== "string") return "has neither a command nor a url";
  const headers = textMap(value["headers"]);
  if (headers === undefined) return "has headers that are no map of texts";
  return { ...base, kind: "http", url, headers, sse: type === "sse", oauth: oauthOf(value["oauth"]) };
}

/** A project's file can make the fence closer, never wider. */
function fenceOf(
  { sandbox, writable }: Readonly<Record<string, unknown>>,
  origin: ServerOrigin,
): Pick<StdioServer, "sandbox" | "writable"> {
  if (origin === "project") return sandbox === true ? { sandbox } : {};
  return { ...(typeof sandbox === "boolean" ? { sandbox } : {}), ...(isFilled(writable) ? { writable: textsOf(writable) } : {}) };
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

const oauthTexts = [
  "clientId", "clientSecret", "scope", "clientMetadataUrl", "issuer", "grant", "privateKey", "algorithm", "idpTokenEndpoint",
  "idpClientId", "identityToken",
] as const;

function oauthOf(value: unknown): OAuthSettings {
  if (!isRecord(value)) return {};
  const texts = oauthTexts.flatMap((name) => (typeof value[name] === "string" ? [[name, value[name]] as const] : []));
  const port = positive(value["callbackPort"]);
  return { ...Object.fromEntries(texts), ...(port === undefined ? {} : { callbackPort: port }) };
}

function isTexts(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.every((item) => typeof item === "string"));
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Numbers and switches are written as they stand, for YAML reads `PORT: 80` as a number. */
function textMap(value: unknown): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value);
  if (!entries.every(([, item]) => ["string", "number", "boolean"].includes(typeof item))) return undefined;
  return Object.fromEntries(entries.map(([key, item]) => [key, String(item)]));
}

function positive(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : undefined;
}
