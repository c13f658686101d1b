import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TempHome } from "@ainative-code/test-kit";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { root } from "../../boot/built-cli.ts";

export const bin = join(root, "bin/run.js");

/** What the person at a client answers to a form, and what was asked so far. */
export interface Person {
  readonly asked: string[];
  readonly answer: string;
}

export interface Connected extends AsyncDisposable {
  readonly client: Client;
  /** Calls a tool; its texts, and whether it failed. */
  call(name: string, input?: Record<string, unknown>): Promise<{ readonly text: string; readonly isError: boolean; readonly structured: unknown }>;
}

/** A client of the official library; without a person it shows no forms. */
export async function connected(transport: Transport, person?: Person): Promise<Connected> {
  const client = new Client({ name: "tester", version: "1" }, { capabilities: person === undefined ? {} : { elicitation: {} } });
  if (person !== undefined) {
    client.setRequestHandler(ElicitRequestSchema, ({ params: { message } }) => {
      person.asked.push(message);
      return { action: "accept" as const, content: { answer: person.answer } };
    });
  }
  await client.connect(transport);
  return {
    client,
    async call(name, input = {}) {
      const { content, isError, structuredContent } = await client.callTool({ name, arguments: input });
      const parts: readonly unknown[] = Array.isArray(content) ? content : [];
      const texts = parts.map((part) => (typeof part === "object" && part !== null && "text" in part ? String(part.text) : ""));
      return { text: texts.join("\n"), isError: isError === true, structured: structuredContent };
    },
    [Symbol.asyncDispose]: async () => client.close(),
  };
}

/** Starts the built CLI as a client starts a server. */
export function started(home: TempHome, args: readonly string[] = []): StdioClientTransport {
  return new StdioClientTransport({ command: process.execPath, args: [bin, "mcp", "serve", ...args], env: { ...home.env }, cwd: home.project, stderr: "ignore" });
}

export function projectFile(home: TempHome, name: string, text: string): string {
  const file = join(home.project, name);
  writeFileSync(file, text);
  return file;
}

/** Waits for a file that a command makes; throws where it does not come. */
export async function there(home: TempHome, name: string): Promise<void> {
  const until = Date.now() + 10_000;
  while (!existsSync(join(home.project, name))) {
    if (Date.now() > until) throw new Error(`There is no ${name}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
