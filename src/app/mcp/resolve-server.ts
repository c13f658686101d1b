import { resolve } from "node:path";
import { AinError } from "@ainative-code/sdk";
import { resolveSecret } from "../../core/auth/resolve-secret.ts";
import { expand } from "../../core/mcp/expand.ts";
import type { ResolveReference } from "../../core/mcp/expand.ts";
import type { McpServer } from "../../core/mcp/server.ts";
import type { Services } from "../services.ts";
import { secretPlaces } from "../secret-places.ts";

/** The server with what its settings refer to put in. Throws `not-configured`. What was secret is kept out of log and results. */
export async function resolveServer(
  server: McpServer,
  { environment, hideSecret }: Pick<Services, "environment" | "hideSecret">,
): Promise<McpServer> {
  const places = secretPlaces(environment);
  const { cwd, home, env } = environment;
  const resolveReference: ResolveReference = async (text) => {
    const secret = await resolveSecret({ key: `mcp.servers.${server.name}`, text, source: { layer: "user" } }, places);
    hideSecret(secret);
    return secret;
  };
  const plain = async (text: string): Promise<string> => expand(text, resolveReference, env);
  const map = async (texts: Readonly<Record<string, string>>): Promise<Record<string, string>> =>
    Object.fromEntries(await Promise.all(Object.entries(texts).map(async ([name, text]) => [name, await plain(text)] as const)));
  if (server.kind === "http") {
    const { clientSecret, privateKey, identityToken, ...open } = server.oauth;
    const given = Object.entries({ clientSecret, privateKey, identityToken }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    );
    const secrets = await map(Object.fromEntries(given));
    return {
      ...server,
      url: lawfulUrl(await plain(server.url), server.name),
      headers: await map(server.headers),
      oauth: { ...open, ...secrets },
    };
  }
  const folder = server.cwd === undefined ? cwd : resolve(cwd, (await plain(server.cwd)).replace(/^~(?=\/|$)/, home));
  const args = await Promise.all(server.args.map(async (arg) => (arg.includes("${") ? plain(arg) : arg)));
  const writable = await Promise.all((server.writable ?? []).map(plain));
  return {
    ...server,
    command: server.command.replace(/^~(?=\/)/, home),
    args,
    env: await map(server.env),
    cwd: folder,
    writable,
  };
}

function lawfulUrl(text: string, name: string): string {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return url.href;
  throw new AinError("not-configured", `The url of the MCP server ${name} is none.`, { actions: ["It begins with https://"] });
}
