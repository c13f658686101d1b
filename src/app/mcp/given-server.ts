import { AinError } from "@ainative-code/sdk";
import type { ServerSettings } from "./edit-servers.ts";

export interface GivenServer {
  /** What stands behind the name: a URL, or a program with its arguments. */
  readonly words: readonly string[];
  readonly transport?: string | undefined;
  /** `NAME=VALUE` each. */
  readonly env: readonly string[];
  /** `NAME: VALUE` each. */
  readonly headers: readonly string[];
  readonly cwd?: string | undefined;
  /** Folders. */
  readonly writable: readonly string[];
  readonly sandbox?: boolean | undefined;
  readonly timeoutMs?: number | undefined;
  readonly clientId?: string | undefined;
}

/** A server's settings from the words of a command line. Throws `invalid-input`. */
export function givenServer({
  words, transport, env, headers, cwd, writable, sandbox, timeoutMs, clientId,
}: GivenServer): ServerSettings {
  const [first, ...others] = words;
  if (first === undefined) throw mistake("What is missing is the program, or the URL, of the server.");
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(first)?.[1]?.toLowerCase() ?? "http";
  if (!/^https?$/.test(scheme)) {
    throw mistake(`A service is reached by https://, or http:// on this machine; not by ${scheme}://`);
  }
  const common = timeoutMs === undefined ? {} : { timeoutMs };
  const isUrl = /^https?:\/\//i.test(first) || /^\$\{\w+\}\/?/.test(first);
  if (transport === "stdio" || (transport === undefined && !isUrl)) {
    if (headers.length > 0) throw mistake("A program has no headers; give it variables: --env NAME=VALUE");
    const pairs = env.map((text) => pair(text, /^([A-Za-z_]\w*)=([^]*)$/, "--env NAME=VALUE"));
    const program = {
      command: first,
      ...(others.length === 0 ? {} : { args: others }),
      ...(pairs.length === 0 ? {} : { env: Object.fromEntries(pairs) }),
      ...(cwd === undefined ? {} : { cwd }),
    };
    return {
      ...program,
      ...(writable.length === 0 ? {} : { writable }),
      ...(sandbox === undefined ? {} : { sandbox }),
      ...common,
    };
  }
  if (others.length > 0) throw mistake(`A service is its URL alone; "${others.join(" ")}" stands behind it.`);
  if (env.length > 0 || cwd !== undefined) {
    throw mistake("A service has no variables and no folder; it may have headers: --header 'NAME: VALUE'");
  }
  if (writable.length > 0 || sandbox !== undefined) throw mistake("A service runs elsewhere: the sandbox is for programs.");
  const pairs = headers.map((text) => pair(text, /^([\w-]+)\s*:\s*([^]*)$/, "--header 'NAME: VALUE'"));
  const type = transport === "sse" ? { type: "sse" } : {};
  return {
    ...type,
    url: first,
    ...(pairs.length === 0 ? {} : { headers: Object.fromEntries(pairs) }),
    ...(clientId === undefined ? {} : { oauth: { clientId } }),
    ...common,
  };
}

function pair(text: string, form: RegExp, shown: string): readonly [string, string] {
  const [, name, value] = form.exec(text) ?? [];
  if (name === undefined || value === undefined) throw mistake(`"${text.split(/[=:]/, 1)[0] ?? ""}" is not of the form ${shown}`);
  return [name, value];
}

function mistake(sentence: string): AinError {
  return new AinError("invalid-input", sentence, {
    actions: [
      "For example: ainative-code mcp add files -- npx -y @modelcontextprotocol/server-filesystem .",
      "Or: ainative-code mcp add tracker https://mcp.example.com/mcp",
    ],
  });
}
