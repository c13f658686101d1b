import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../boot/built-cli.ts";

const modules = join(root, "node_modules/@modelcontextprotocol");

/** The settings of a real server. */
export const everything = { command: process.execPath, args: [join(modules, "server-everything/dist/index.js"), "stdio"] };

export const memory = (file: string): unknown => ({
  command: process.execPath,
  args: [join(modules, "server-memory/dist/index.js")],
  env: { MEMORY_FILE_PATH: file },
});

export const filesystem = (folder: string): unknown => ({ command: process.execPath, args: [join(modules, "server-filesystem/dist/index.js"), folder] });

/** A server that misbehaves; `mode` is its first argument. */
export function odd(mode = "", more: Readonly<Record<string, unknown>> = {}): unknown {
  return { command: process.execPath, args: [join(root, "test/e2e/mcp/programs/odd-server.ts"), mode], ...more };
}

/** Puts servers into a user's config. */
export function configure(home: { readonly config: string }, servers: unknown, mcp: Readonly<Record<string, unknown>> = {}): void {
  mkdirSync(home.config, { recursive: true });
  writeFileSync(join(home.config, "config.yaml"), JSON.stringify({ mcp: { servers, ...mcp } }));
}

export interface RunningServer extends AsyncDisposable {
  readonly url: string;
}

/** The same server over HTTP, or in the older way over SSE. */
export async function everythingOverHttp(transport: "streamableHttp" | "sse"): Promise<RunningServer> {
  const port = await freePort();
  const [program = "", path] = [everything.args[0], transport === "sse" ? "sse" : "mcp"];
  const child = spawn(process.execPath, [program, transport], { env: { ...process.env, PORT: String(port) }, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}/${path}`;
  await answers(url, child);
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(url, { method: "OPTIONS" }).catch(() => undefined);
    if (answer !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The server ended with ${String(child.exitCode)}.`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
